import { describe, expect, test } from 'vitest';
import { choosePair, type Pair, type PairingPolicy, type Rated } from '../../src/preference/choose-pair.ts';
import { seededRandom } from '../../src/preference/seeded-random.ts';

const policy = { minMargin: 0, rejected: 'lowest', ties: 'drop' } as const;

function rated(...ratings: number[]): Rated[] {
  return ratings.map((rating, candidate) => ({ text: `text ${candidate}`, rating, candidate }));
}

function choose(candidates: Rated[], minMargin = 0, seed = 1) {
  return choosePair(candidates, { ...policy, minMargin }, seededRandom(seed));
}

test('no rated candidate makes no pair', () => {
  expect(choose([])).toEqual({ reason: 'Pair.TooFewCandidates', detail: 'no candidate was rated' });
});

test.each([
  [[4, 4], 'all 2 candidates were rated 4'],
  [[1, 1, 1], 'all 3 candidates were rated 1'],
])('a tie is no preference: %j', (ratings, detail) => {
  expect(choose(rated(...ratings))).toEqual({ reason: 'Pair.Tie', detail });
});

test('a margin below the least one makes no pair', () => {
  expect(choose(rated(3, 4), 2)).toEqual({
    reason: 'Pair.BelowMinMargin',
    detail: 'the margin is 1, pairing.minMargin is 2',
  });
});

test('a margin that is just the least one makes a pair', () => {
  expect(choose(rated(2, 4), 2)).toEqual({ chosen: 1, rejected: 0, margin: 2 });
});

test('texts that differ only in the white space around them are no preference', () => {
  const same = [
    { text: 'Yes.', rating: 5, candidate: 0 },
    { text: ' Yes.\n', rating: 2, candidate: 1 },
  ];
  expect(choose(same)).toMatchObject({ reason: 'Pair.IdenticalTexts' });
});

test('the best is chosen and the lowest rejected, by their places in the row', () => {
  const candidates = [
    { text: 'a', rating: 3, candidate: 1 },
    { text: 'b', rating: 5, candidate: 4 },
    { text: 'c', rating: 1, candidate: 7 },
  ];
  expect(choose(candidates)).toEqual({ chosen: 4, rejected: 7, margin: 4 });
});

test('one seed always draws the same pair', () => {
  const candidates = rated(5, 1, 5, 1, 5);
  expect(choose(candidates, 0, 7)).toEqual(choose(candidates, 0, 7));
});

test('equally best and equally low candidates are drawn evenly, whatever their place', () => {
  const draws = 3_000;
  const chosen = new Map<number, number>();
  const rejected = new Map<number, number>();
  for (let row = 0; row < draws; row += 1) {
    const pair = choosePair(
      rated(5, 1, 5, 3, 1, 5),
      policy,
      seededRandom(42, 'pair', `garden/${row}`),
    ) as Pair;
    chosen.set(pair.chosen, (chosen.get(pair.chosen) ?? 0) + 1);
    rejected.set(pair.rejected, (rejected.get(pair.rejected) ?? 0) + 1);
  }
  // Five standard deviations of a fair draw.
  for (const place of [0, 2, 5]) expect(Math.abs((chosen.get(place) ?? 0) - draws / 3)).toBeLessThan(130);
  for (const place of [1, 4]) expect(Math.abs((rejected.get(place) ?? 0) - draws / 2)).toBeLessThan(137);
  expect([...chosen.keys(), ...rejected.keys()].sort()).toEqual([0, 1, 2, 4, 5]);
});

describe('where every pair must hold one of some candidates', () => {
  const of = (ratings: number[], held: number[], changes: Partial<PairingPolicy> = {}) =>
    choosePair(
      ratings.map((rating, candidate) => ({ text: `text ${candidate}`, rating, candidate })),
      { minMargin: 0, rejected: 'lowest', ties: 'drop', ...changes },
      seededRandom('held'),
      ({ candidate }) => held.includes(candidate),
    );

  test('none of them was rated: no pair', () => {
    expect(of([5, 1], [2])).toMatchObject({ reason: 'Pair.NotBetween' });
  });

  test('it is rejected where that is the wider margin, and chosen where that is', () => {
    expect(of([5, 2, 1], [1])).toEqual({ chosen: 0, rejected: 1, margin: 3 });
    expect(of([5, 4, 1], [1])).toEqual({ chosen: 1, rejected: 2, margin: 3 });
  });

  test('the next best is nearer', () => {
    expect(of([5, 3, 1], [1], { rejected: 'second' })).toMatchObject({ margin: 2 });
    expect(of([5, 4, 1], [1], { rejected: 'second' })).toEqual({ chosen: 0, rejected: 1, margin: 1 });
  });

  test('a pair without it does not do', () => {
    expect(of([5, 3, 1], [1], { minMargin: 3 })).toEqual({
      reason: 'Pair.NotBetween',
      detail: 'no pair holds the model that pairing.between asks for',
    });
  });

  test('a row of equals is a tie as ever', () => {
    expect(of([3, 3, 3], [1])).toMatchObject({ reason: 'Pair.Tie' });
  });

  test('every pair of random rows holds one', () => {
    const random = seededRandom('rows');
    for (let row = 0; row < 300; row += 1) {
      const ratings = Array.from({ length: 4 }, () => 1 + Math.floor(random() * 5));
      const rejected = (['lowest', 'second', 'random-lower'] as const)[row % 3] ?? 'lowest';
      const pair = of(ratings, [2], { rejected });
      if ('reason' in pair) continue;
      expect([pair.chosen, pair.rejected]).toContain(2);
      expect((ratings[pair.chosen] ?? 0) - (ratings[pair.rejected] ?? 0)).toBe(pair.margin);
      expect(pair.margin).toBeGreaterThan(0);
    }
  });
});
