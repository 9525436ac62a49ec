import { expect, test } from 'vitest';
import { judgementOf, meanRatings, type Judgement } from '../../src/preference/judgement.ts';

const usage = { promptTokens: 1, completionTokens: 1 };
const asked = { judge: 'j', aspect: 'overall-rating' } as const;

function judgement(...ratings: (number | null)[]): Judgement {
  return { ...asked, order: [], ratings, rationales: ratings.map(() => null) };
}

test('a candidate that was not shown has no rating and no rationale', () => {
  const reply = { kind: 'rated' as const, ratings: [5, 2], rationales: ['good', 'bad'], usage };
  const judged = judgementOf({ ...asked, order: [3, 1] }, reply, 4);
  expect(judged).toEqual({
    ...asked,
    order: [3, 1],
    ratings: [null, 2, null, 5],
    rationales: [null, 'bad', null, 'good'],
  });
});

test('a candidate that no judge rated has no mean', () => {
  expect(meanRatings([], 2)).toEqual([null, null]);
  expect(meanRatings([judgement(3, null)], 2)).toEqual([3, null]);
});

test('the mean is taken over the judges that rated a candidate', () => {
  expect(meanRatings([judgement(5, 1, null), judgement(2, null, null)], 3)).toEqual([3.5, 1, null]);
});
