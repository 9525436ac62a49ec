import { describe, expect, test } from 'vitest';
import { KrippendorffAlpha } from '../../../src/output/report/numbers/krippendorff-alpha.ts';
import { candidatesRow, judgement, numbersOf } from './rows.ts';

function alphaOf(...units: number[][]) {
  const alpha = new KrippendorffAlpha();
  for (const unit of units) alpha.add(unit);
  return alpha.numbers();
}

describe("Krippendorff's α", () => {
  test('is unknown where nothing was rated twice, or all ratings are the same', () => {
    expect(alphaOf()).toEqual({ units: 0, alpha: null });
    expect(alphaOf([3], [4])).toEqual({ units: 0, alpha: null });
    expect(alphaOf([3, 3], [3, 3])).toEqual({ units: 2, alpha: null });
  });

  test('is 1 where all judges say the same, and below 0 where they contradict each other', () => {
    expect(alphaOf([1, 1], [5, 5, 5], [2, 2])).toMatchObject({ alpha: 1 });
    expect(alphaOf([1, 5], [5, 1], [3, 3])).toMatchObject({ alpha: -0.6667 });
  });

  test("is what the Python package krippendorff (0.9.0) makes of Krippendorff's own example, with gaps", () => {
    const units = [
      [1, 1, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [5, 5, 5],
      [1, 1],
      [3],
    ];
    expect(alphaOf(...units)).toEqual({ units: 11, alpha: 0.8491 });
    expect(alphaOf([4.5, 4], [2, 2.5], [3.25, 3], [1])).toEqual({ units: 3, alpha: 0.891 });
  });
});

test('one judge is no jury', () => {
  const judgements = [judgement({ ratings: [5, 3, 1] }), judgement({ ratings: [5, 3, 1], order: [2, 1, 0] })];
  expect(numbersOf(candidatesRow({ judgements })).jury).toBeNull();
});

test('each judge is set beside the mean of the others, and told whether it prefers the longer of two alike', () => {
  const row = candidatesRow({
    generations: ['short', 'a much longer text', 'a text of middle length, or so it seems'],
    judgements: [
      judgement({ judge: 'long', ratings: [2, 4, 5] }),
      judgement({ judge: 'plain', ratings: [3, 3, 5] }),
      judgement({ judge: 'fair', ratings: [4, 4, 5] }),
    ],
  });
  const { jury } = numbersOf(row);
  const [fair, long, plain] = jury?.judges ?? [];
  expect(long).toEqual({
    judge: 'long',
    comparisons: 3,
    sameOrder: 2,
    sameOrderShare: 0.6667,
    kendallTauB: 0.8165,
    alike: 1,
    longerPreferred: 1,
    longerShare: 1,
  });
  expect(fair).toMatchObject({ judge: 'fair', alike: 0, longerShare: null });
  expect(plain).toMatchObject({ judge: 'plain', alike: 0 });
  expect(jury?.units).toBe(3);
});
