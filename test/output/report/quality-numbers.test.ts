import { expect, test } from 'vitest';
import { QualityTally } from '../../../src/output/report/quality-tally.ts';
import { candidatesRow, judgement, numbersOf } from './rows.ts';

test('no rows give numbers without a division by zero', () => {
  const numbers = numbersOf();
  expect(numbers).toMatchObject({ rows: 0, pairs: 0, models: [], judgeAgreement: null, swapAgreement: null });
  expect(numbers.ties.allEqualShare).toBeNull();
  expect(numbers.lengths.longerWinsShare).toBeNull();
  expect(JSON.stringify(numbers)).not.toMatch(/NaN|Infinity/);
  expect(JSON.parse(JSON.stringify(numbers))).toEqual(numbers);
});

test('a row counts once, whether it has a pair, candidates without a pair, or nothing but a reason', () => {
  const tally = new QualityTally({ seed: 1 });
  tally.add(candidatesRow());
  tally.add(candidatesRow({ ratings: [3, 3, 3], chosen_index: null, rejected_index: null }));
  tally.addDropped({ reason: 'Pair.Tie' });
  tally.addDropped({ reason: 'Dataset.RowInvalid' });
  tally.addDropped({ reason: 'Pair.Tie' });
  expect(tally.numbers({ usage: {} })).toMatchObject({
    rows: 4,
    pairs: 1,
    drops: [
      { reason: 'Pair.Tie', rows: 2 },
      { reason: 'Dataset.RowInvalid', rows: 1 },
    ],
  });
});

test('ratings by model: mean, histogram by the nearest half, places in pairs', () => {
  const { models } = numbersOf(
    candidatesRow({ ratings: [5, 3.25, 1] }),
    candidatesRow({
      ratings: [2, null, 4],
      generations: ['a', null, 'c'],
      chosen_index: 2,
      rejected_index: 0,
    }),
  );
  expect(models).toEqual([
    {
      model: 'notus',
      candidates: 2,
      answered: 2,
      rated: 2,
      meanRating: 3.5,
      ratingHistogram: [0, 0, 1, 0, 0, 0, 0, 0, 1],
      chosen: 1,
      rejected: 1,
    },
    {
      model: 'beagle',
      candidates: 2,
      answered: 1,
      rated: 1,
      meanRating: 3.25,
      ratingHistogram: [0, 0, 0, 0, 0, 1, 0, 0, 0],
      chosen: 0,
      rejected: 0,
    },
    {
      model: 'original',
      candidates: 2,
      answered: 2,
      rated: 2,
      meanRating: 2.5,
      ratingHistogram: [1, 0, 0, 0, 0, 0, 1, 0, 0],
      chosen: 1,
      rejected: 1,
    },
  ]);
});

test('models are compared over rows where both were rated, whatever the order of a row', () => {
  const { comparisons } = numbersOf(
    candidatesRow({ generation_models: ['a', 'b'], ratings: [5, 3], rejected_index: 1 }),
    candidatesRow({ generation_models: ['b', 'a'], ratings: [2, 2], rejected_index: 1 }),
    candidatesRow({ generation_models: ['b', 'a'], ratings: [4, 1], rejected_index: 1 }),
    candidatesRow({ generation_models: ['a', 'b'], ratings: [5, null], rejected_index: null }),
  );
  expect(comparisons).toEqual([{ first: 'a', second: 'b', wins: 1, ties: 1, losses: 1 }]);
});

test('samples of one model are not compared with each other', () => {
  const row = candidatesRow({ generation_models: ['a', 'a', 'b'], ratings: [5, 4, 4.5] });
  expect(numbersOf(row).comparisons).toEqual([{ first: 'a', second: 'b', wins: 1, ties: 0, losses: 1 }]);
});

test('ties: all ratings equal, or only the best of them shared', () => {
  const { ties } = numbersOf(
    candidatesRow({ ratings: [3, 3, 3], chosen_index: null, rejected_index: null }),
    candidatesRow({ ratings: [4, 4, 1] }),
    candidatesRow({ ratings: [4, 3, 1] }),
    candidatesRow({ ratings: [4, 3, 2] }),
    candidatesRow({ ratings: [4, null, null], rejected_index: null }),
  );
  expect(ties).toEqual({
    ratedRows: 4,
    allEqual: 1,
    allEqualShare: 0.25,
    sharedBest: 2,
    sharedBestShare: 0.5,
  });
});

test('length: the share of wins by the longer answer is of pairs that differ in length', () => {
  const pair = (chosen: string, rejected: string) => candidatesRow({ generations: [chosen, '', rejected] });
  const { lengths } = numbersOf(pair('long!', 'no'), pair('longer', 'n'), pair('a', 'bc'), pair('ab', 'cd'));
  expect(lengths).toEqual({
    chosenLonger: 2,
    sameLength: 1,
    chosenShorter: 1,
    longerWinsShare: 0.6667,
    like: { pairs: 1, chosenLonger: 0, chosenShorter: 0, longerWinsShare: null },
    meanChosenTokens: null,
    meanRejectedTokens: null,
    meanChosenCharacters: 3.5,
    meanRejectedCharacters: 1.75,
  });
});

test('margins fall into the nearest half from 0 to 4', () => {
  const { marginHistogram } = numbersOf(
    candidatesRow({ ratings: [5, 3, 1] }),
    candidatesRow({ ratings: [3.25, 3, 3] }),
    candidatesRow({ ratings: [13 / 3, 3, 3] }),
  );
  expect(marginHistogram).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 1]);
});

test('two judges: the same order counts a tie by both, and τ-b sets two against two, or two of √(3 · 2)', () => {
  const first = judgement({ judge: 'a', ratings: [5, 3, 1] });
  const second = judgement({ judge: 'b', ratings: [4, 4, 2] });
  const third = judgement({ judge: 'a', ratings: [2, 2, 4] });
  const fourth = judgement({ judge: 'b', ratings: [3, 3, 1] });
  const rows = [
    candidatesRow({ judgements: [first, second] }),
    candidatesRow({ judgements: [fourth, third] }),
  ];
  // Row 1: two the same way, one tied by b only. Row 2: one tied by both, two opposite.
  expect(numbersOf(...rows).judgeAgreement).toEqual([
    { first: 'a', second: 'b', comparisons: 6, sameOrder: 3, sameOrderShare: 0.5, kendallTauB: 0 },
  ]);
  expect(numbersOf(rows[0]!).judgeAgreement).toMatchObject([{ kendallTauB: 0.8165, sameOrderShare: 0.6667 }]);
});

test('one judge, however often it was asked, agrees with nobody', () => {
  const judgements = [judgement({ ratings: [5, 3, 1] }), judgement({ ratings: [5, 3, 1], order: [2, 1, 0] })];
  expect(numbersOf(candidatesRow({ judgements })).judgeAgreement).toBeNull();
});

test('usage is priced where a price is known, and the whole only where all are', () => {
  const usage = {
    'openai/gpt-4.1': { calls: 2, promptTokens: 1_000_000, completionTokens: 500_000 },
    'vllm/notus': { calls: 3, promptTokens: 10, completionTokens: 20 },
  };
  const gpt = { 'openai/gpt-4.1': { promptUsdPerMillion: 2, completionUsdPerMillion: 8 } };
  const free = { 'vllm/notus': { promptUsdPerMillion: 0, completionUsdPerMillion: 0 } };
  const tally = new QualityTally({ seed: 1 });
  expect(tally.numbers({ usage, prices: gpt }).usage).toMatchObject({
    calls: 5,
    promptTokens: 1_000_010,
    costUsd: null,
    models: [{ costUsd: 6 }, { costUsd: null }],
  });
  expect(tally.numbers({ usage, prices: { ...gpt, ...free } }).usage.costUsd).toBe(6);
  expect(tally.numbers({ usage }).usage.costUsd).toBeNull();
  expect(tally.numbers({ usage: {} }).usage.costUsd).toBe(0);
});
