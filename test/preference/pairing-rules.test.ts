import { describe, expect, test } from 'vitest';
import {
  choosePair,
  rejectedRules,
  type PairingPolicy,
  type Rated,
} from '../../src/preference/choose-pair.ts';
import { seededRandom } from '../../src/preference/seeded-random.ts';

const anyMargin = { minMargin: 0, rejected: 'lowest', ties: 'drop' } as const;

function rated(...ratings: number[]): Rated[] {
  return ratings.map((rating, candidate) => ({ text: `text ${candidate}`, rating, candidate }));
}

function choose(candidates: Rated[], policy: Partial<PairingPolicy> = {}, seed = 1) {
  return choosePair(candidates, { ...anyMargin, ...policy }, seededRandom(seed));
}

function rejectedOver(candidates: Rated[], policy: Partial<PairingPolicy>): number[] {
  const pairs = Array.from({ length: 200 }, (_, seed) => choose(candidates, policy, seed));
  return [...new Set(pairs.flatMap((pair) => ('rejected' in pair ? [pair.rejected] : [])))].sort();
}

describe('rejected', () => {
  test('second is the best of those rated lower', () => {
    expect(choose(rated(1, 5, 3, 4), { rejected: 'second' })).toEqual({ chosen: 1, rejected: 3, margin: 1 });
  });

  test('random-lower is any of those rated lower', () => {
    expect(rejectedOver(rated(1, 5, 3, 5), { rejected: 'random-lower' })).toEqual([0, 2]);
  });

  test.each(rejectedRules)('%s keeps to the least margin', (rejected) => {
    expect(rejectedOver(rated(2, 5, 3, 4), { rejected, minMargin: 2 })).not.toContain(3);
    expect(choose(rated(4, 5), { rejected, minMargin: 2 })).toMatchObject({ reason: 'Pair.BelowMinMargin' });
  });

  test('second draws among equally good seconds', () => {
    expect(rejectedOver(rated(4, 5, 4, 1), { rejected: 'second' })).toEqual([0, 2]);
  });
});

describe('ties', () => {
  const equals = [
    { text: 'a long text', rating: 4, candidate: 0 },
    { text: 'short', rating: 4, candidate: 1 },
    { text: 'the original', rating: 4, candidate: 2, original: true },
  ];

  test('are dropped where nothing is said', () => {
    expect(choose(equals)).toMatchObject({ reason: 'Pair.Tie' });
    expect(choose(equals, { ties: 'drop' })).toMatchObject({ reason: 'Pair.Tie' });
  });

  test('original prefers the preserved response to any other', () => {
    expect(choose(equals, { ties: 'original' })).toMatchObject({ chosen: 2, margin: 0 });
    expect(rejectedOver(equals, { ties: 'original' })).toEqual([0, 1]);
  });

  test('shorter prefers the shortest to the longest', () => {
    expect(choose(equals, { ties: 'shorter' })).toEqual({ chosen: 1, rejected: 2, margin: 0 });
  });

  test('stay ties where the rule sees no difference', () => {
    expect(choose(rated(3, 3), { ties: 'original' })).toMatchObject({ reason: 'Pair.Tie' });
    expect(choose(rated(3, 3), { ties: 'shorter' })).toMatchObject({ reason: 'Pair.Tie' });
    expect(choose([{ ...equals[2]!, candidate: 0 }], { ties: 'original' })).toMatchObject({
      reason: 'Pair.Tie',
    });
  });

  test('are not broken where a margin is asked for', () => {
    expect(choose(equals, { ties: 'shorter', minMargin: 1 })).toMatchObject({ reason: 'Pair.Tie' });
  });

  test('among the best and among the lowest are broken by the same rule', () => {
    const candidates = [
      ...equals,
      { text: 'bad', rating: 1, candidate: 3 },
      { text: 'bad and long', rating: 1, candidate: 4 },
    ];
    expect(choose(candidates, { ties: 'original' })).toMatchObject({ chosen: 2 });
    expect(choose(candidates, { ties: 'shorter' })).toEqual({ chosen: 1, rejected: 4, margin: 3 });
  });
});

test('means that differ by floating-point error alone are a tie', () => {
  expect(choose(rated(0.1 + 0.2, 0.3))).toMatchObject({ reason: 'Pair.Tie' });
});

test('a margin is compared without floating-point error', () => {
  expect(choose(rated(4.1, 3.8), { minMargin: 0.3 })).toEqual({ chosen: 0, rejected: 1, margin: 0.3 });
});
