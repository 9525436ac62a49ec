import { expect, test } from 'vitest';
import { choosePair, type Pair, type Rated } from '../../src/preference/choose-pair.ts';
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
