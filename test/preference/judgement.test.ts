import { expect, test } from 'vitest';
import { judgementOf } from '../../src/preference/judgement.ts';

const usage = { promptTokens: 1, completionTokens: 1 };
const reply = { kind: 'rated' as const, ratings: [5, 2], rationales: ['good', 'bad'], usage };

test('a candidate that was not shown has no rating and no rationale', () => {
  const asked = { judge: 'j', aspect: 'overall-rating' } as const;
  expect(judgementOf({ ...asked, order: [3, 1] }, reply, 4)).toEqual({
    ...asked,
    order: [3, 1],
    ratings: [null, 2, null, 5],
    rationales: [null, 'bad', null, 'good'],
    types: null,
    typeRationales: null,
  });
});

test('types find their candidates back from the order shown', () => {
  const typed = { ...reply, types: [[1, 3], null], typeRationales: ['wrong year', null] };
  const judged = judgementOf({ judge: 'j', aspect: 'truthfulness', order: [2, 0] }, typed, 3);
  expect(judged.types).toEqual([null, null, [1, 3]]);
  expect(judged.typeRationales).toEqual([null, null, 'wrong year']);
});
