import { expect, test } from 'vitest';
import { answeringCandidates, combineColumns } from '../../src/preference/combine-columns.ts';
import { answer, timeout } from './candidates.ts';

test('a row without candidates has too few of them', () => {
  expect(answeringCandidates([])).toEqual({
    reason: 'Pair.TooFewCandidates',
    detail: '0 of 0 candidates answered: ',
  });
});

test('one answer is too few, and the first loss is the reason', () => {
  const refused = { ...timeout('b'), loss: { reason: 'Llm.Refused', detail: 'declined' } as const };
  expect(answeringCandidates([answer('a', 'Yes.'), refused, timeout('c')])).toEqual({
    reason: 'Llm.Refused',
    detail: '1 of 3 candidates answered: b: Llm.Refused, declined; c: Llm.Timeout, no answer in 120 s',
  });
});

test('with two answers the others may be lost', () => {
  const answers = [answer('a', 'Yes.'), answer('c', 'No.')];
  expect(answeringCandidates([answers[0]!, timeout('b'), answers[1]!])).toEqual(answers);
});

test('a candidate without text keeps its place in the columns', () => {
  expect(combineColumns([answer('a', 'Yes.'), timeout('b'), answer('a', 'No.')])).toEqual({
    generations: ['Yes.', null, 'No.'],
    generation_models: ['a', 'b', 'a'],
  });
});
