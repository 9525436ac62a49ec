import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseAllPairs } from '../../src/preference/choose-all-pairs.ts';
import { choosePair, type PairingPolicy, type Rated } from '../../src/preference/choose-pair.ts';
import { choosePreference } from '../../src/preference/choose-preference.ts';
import { seededRandom } from '../../src/preference/seeded-random.ts';

const policy: PairingPolicy = { minMargin: 0, rejected: 'all', ties: 'drop' };

function rated(...ratings: number[]): Rated[] {
  return ratings.map((rating, candidate) => ({ text: `text ${candidate}`, rating, candidate }));
}

function all(candidates: Rated[], changes: Partial<PairingPolicy> = {}, seed = 1) {
  return chooseAllPairs(candidates, { ...policy, ...changes }, seededRandom(seed));
}

describe('no pair', () => {
  test('is made of equals, and the reason is the same as for one pair', () => {
    expect(all(rated(3, 3))).toMatchObject({ reason: 'Pair.Tie' });
    expect(all(rated(3, 4), { minMargin: 2 })).toMatchObject({ reason: 'Pair.BelowMinMargin' });
    expect(all([])).toMatchObject({ reason: 'Pair.TooFewCandidates' });
  });

  test('is made of two that say the same', () => {
    const same = [
      { text: 'oak', rating: 4, candidate: 0 },
      { text: ' oak', rating: 2, candidate: 1 },
      { text: 'elm', rating: 1, candidate: 2 },
    ];
    expect(all(same)).toEqual([
      { chosen: 0, rejected: 2, margin: 3 },
      { chosen: 1, rejected: 2, margin: 1 },
    ]);
  });
});

test('a tie rule makes one pair of a row of equals', () => {
  const equals = [
    { text: 'a long text', rating: 4, candidate: 0 },
    { text: 'short', rating: 4, candidate: 1 },
  ];
  expect(all(equals, { ties: 'shorter' })).toEqual([{ chosen: 1, rejected: 0, margin: 0 }]);
});

test('every two that are far enough apart are a pair, the widest first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 10 }), { minLength: 2, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (halves, minMargin) => {
        const ratings = halves.map((half) => half / 2);
        const pairs = all(rated(...ratings), { minMargin });
        const wanted = ratings.flatMap((one) => ratings.filter((other) => one - other >= minMargin));
        if ('reason' in pairs) {
          expect(wanted).toEqual([]);
          return;
        }
        expect(pairs).toHaveLength(wanted.length);
        const margins = pairs.map(({ margin }) => margin);
        expect(margins).toEqual([...margins].sort((one, other) => other - one));
        for (const { chosen, rejected, margin } of pairs) {
          expect(ratings[chosen]! - ratings[rejected]!).toBe(margin);
        }
      },
    ),
  );
});

test('a row gives at most as many pairs as the policy takes, of those that no filter minds', () => {
  const usage = { promptTokens: 0, completionTokens: 0 };
  const texts = ['I am sorry, but I cannot help with that.', 'Plant them.', 'Dig.', 'Sing to them.'];
  const candidates = texts.map((text, at) => ({
    model: `m${at}`,
    text,
    finishReason: 'stop',
    usage,
    loss: null,
  }));
  const given = { ...policy, filters: ['refusals' as const], minCharacters: 0, maxPairs: 2 };
  const chosen = choosePreference(candidates, [5, 4, 2, 1], given, [7]);
  expect(chosen).toEqual({ chosen: 1, rejected: 3, further: [{ chosen: 1, rejected: 2 }] });
});

describe('nearest-length', () => {
  const candidates = [
    { text: 'x'.repeat(100), rating: 5, candidate: 0 },
    { text: 'x'.repeat(10), rating: 1, candidate: 1 },
    { text: 'x'.repeat(120), rating: 4, candidate: 2 },
    { text: 'x'.repeat(95), rating: 3, candidate: 3 },
  ];

  test('rejects the lower rated text whose length is nearest to the chosen one', () => {
    expect(choosePair(candidates, { ...policy, rejected: 'nearest-length' }, seededRandom(1))).toEqual({
      chosen: 0,
      rejected: 3,
      margin: 2,
    });
  });

  test('keeps to the least margin', () => {
    const strict = { ...policy, rejected: 'nearest-length', minMargin: 3 } as const;
    expect(choosePair(candidates, strict, seededRandom(1))).toMatchObject({ rejected: 1, margin: 4 });
  });
});
