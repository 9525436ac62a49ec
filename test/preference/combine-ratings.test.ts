import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Aspect } from '../../src/preference/aspect.ts';
import { combineRatings } from '../../src/preference/combine-ratings.ts';
import type { Judgement } from '../../src/preference/judgement.ts';

function judgement(ratings: (number | null)[], judge = 'j', aspect: Aspect = 'overall-rating'): Judgement {
  const rationales = ratings.map(() => null);
  return { judge, aspect, order: [], ratings, rationales, types: null, typeRationales: null };
}

test('one judgement is what it says', () => {
  expect(combineRatings([judgement([5, 2, null])], 3)).toEqual({
    ratings: [5, 2, null],
    judges: [{ judge: 'j', ratings: [5, 2, null] }],
    disagreement: null,
  });
});

test('no judgement rates nobody', () => {
  expect(combineRatings([], 2)).toEqual({ ratings: [null, null], judges: [], disagreement: null });
});

test('orders of one judge and aspect are averaged', () => {
  const judgements = [judgement([5, 2]), judgement([4, 4])];
  expect(combineRatings(judgements, 2).ratings).toEqual([4.5, 3]);
});

describe('aspects', () => {
  const judgements = [
    judgement([5, 3], 'j', 'helpfulness'),
    judgement([1, 3], 'j', 'honesty'),
    judgement([2, 3], 'j', 'honesty'),
  ];

  test('weigh the same where nothing is said, in however many orders each was asked', () => {
    expect(combineRatings(judgements, 2).ratings).toEqual([3.25, 3]);
  });

  test('weigh what the policy says', () => {
    expect(combineRatings(judgements, 2, { aspectWeights: { j: { helpfulness: 3 } } }).ratings).toEqual([
      4.125, 3,
    ]);
    expect(combineRatings(judgements, 2, { aspectWeights: { j: { honesty: 0 } } }).ratings).toEqual([5, 3]);
  });

  test('count only where every candidate has a rating under them', () => {
    const mixed = [judgement([3, 3], 'j', 'helpfulness'), judgement([5, null], 'j', 'honesty')];
    expect(combineRatings(mixed, 2).ratings).toEqual([3, 3]);
    expect(combineRatings(mixed.slice(1), 2).ratings).toEqual([5, null]);
  });

  test('leave a candidate that was not shown out of that count', () => {
    const mixed = [judgement([3, 2, null], 'j', 'helpfulness'), judgement([5, 4, null], 'j', 'honesty')];
    expect(combineRatings(mixed, 3).ratings).toEqual([4, 3, null]);
  });
});

describe('a jury', () => {
  const jury = [judgement([5, 1], 'a'), judgement([4, 2], 'b'), judgement([1, 2], 'c')];

  test('gives the mean of its judges', () => {
    expect(combineRatings(jury, 2).ratings).toEqual([3.333333, 1.666667]);
  });

  test('gives their median', () => {
    expect(combineRatings(jury, 2, { across: 'median' }).ratings).toEqual([4, 2]);
    expect(combineRatings(jury.slice(0, 2), 2, { across: 'median' }).ratings).toEqual([4.5, 1.5]);
  });

  test('weighs its judges', () => {
    expect(combineRatings(jury, 2, { judgeWeights: { a: 2 } }).ratings).toEqual([3.75, 1.5]);
    expect(combineRatings(jury, 2, { across: 'median', judgeWeights: { c: 3 } }).ratings).toEqual([1, 2]);
    expect(combineRatings(jury, 2, { judgeWeights: { a: 0, b: 0, c: 0 } }).ratings).toEqual([null, null]);
  });

  test('counts each judge once, however often it was asked', () => {
    expect(
      combineRatings([judgement([5], 'a'), judgement([5], 'a'), judgement([1], 'b')], 1).ratings,
    ).toEqual([3]);
  });

  test('disagrees by the standard deviation between its judges, averaged over candidates', () => {
    expect(combineRatings([judgement([5, 3], 'a'), judgement([3, 3], 'b')], 2).disagreement).toBe(0.5);
    expect(combineRatings([judgement([5, null], 'a'), judgement([3, 3], 'b')], 2).disagreement).toBe(1);
    expect(combineRatings([judgement([5, 3], 'a'), judgement([3, 3], 'a')], 2).disagreement).toBeNull();
  });
});

test('equals stay equal whatever the order in which they are added', () => {
  const thirds = [judgement([1, 4], 'a'), judgement([4, 1], 'b'), judgement([2, 2], 'c')];
  const [first, second] = combineRatings(thirds, 2, { judgeWeights: { a: 0.1, b: 0.1, c: 0.7 } }).ratings;
  expect(first).toBe(second);
});

test('whatever was judged and however it is weighed: a rating lies between those it is made of, and is null only without any', () => {
  const size = 4;
  const judges = ['a', 'b', 'c'];
  const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const judgements = fc.array(
    fc
      .tuple(
        fc.array(rating, { minLength: size, maxLength: size }),
        fc.constantFrom(...judges),
        fc.constantFrom<Aspect>('overall-rating', 'helpfulness', 'honesty'),
      )
      .map((made) => judgement(...made)),
    { maxLength: 12 },
  );
  const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
  const policy = fc.record({
    across: fc.constantFrom('mean' as const, 'median' as const),
    judgeWeights: fc.dictionary(fc.constantFrom(...judges), weight),
    aspectWeights: fc.dictionary(fc.constantFrom(...judges), fc.record({ honesty: weight })),
  });
  fc.assert(
    fc.property(judgements, policy, (made, weighed) => {
      const { ratings } = combineRatings(made, size, weighed);
      for (const [candidate, combined] of ratings.entries()) {
        const given = made.flatMap((one) => one.ratings[candidate] ?? []);
        if (given.length === 0) expect(combined).toBeNull();
        else {
          expect(combined).toBeGreaterThanOrEqual(Math.min(...given));
          expect(combined).toBeLessThanOrEqual(Math.max(...given));
        }
      }
    }),
  );
});
