import { expect, test } from 'vitest';
import {
  costOfCall,
  costOfUsage,
  knownUsd,
  mostOfCall,
  priceUsage,
  writtenCost,
  writtenUsd,
} from '../../src/contract/cost.ts';
import { addTallies, tallyOfCall } from '../../src/contract/tally.ts';

const prices = {
  'a/small': { promptUsdPerMillion: 0.1, completionUsdPerMillion: 0.4 },
  'a/free': { promptUsdPerMillion: 0, completionUsdPerMillion: 0 },
};

test('a model without a price is named, and is in no sum', () => {
  const usage = {
    'a/small': { calls: 1, promptTokens: 1_000_000, completionTokens: 0 },
    'b/other': { calls: 1, promptTokens: 1_000_000, completionTokens: 1 },
  };
  expect(costOfUsage(usage, prices)).toEqual({ usd: 0.1, unpriced: ['b/other'], estimated: [] });
  expect(priceUsage(usage, prices)['b/other']).toEqual({ ...usage['b/other'], costUsd: null });
  expect(costOfCall('b/other', usage['b/other'], prices)).toBeNull();
});

test.each(['toString', '__proto__', 'constructor'])('a model called %s has no price by accident', (model) => {
  const usage = Object.fromEntries([[model, { calls: 1, promptTokens: 1, completionTokens: 1 }]]);
  expect(costOfUsage(usage, prices)).toEqual({ usd: 0, unpriced: [model], estimated: [] });
});

test('tokens are summed before they are priced, so that a million small calls lose nothing', () => {
  const each = { promptTokens: 7, completionTokens: 3 };
  const usage = { calls: 1_000_000, promptTokens: 7_000_000, completionTokens: 3_000_000 };
  expect(costOfUsage({ 'a/small': usage }, prices).usd).toBe(1.9);
  expect(costOfCall('a/small', each, prices)).toBeCloseTo(0.0000019, 12);
});

test('a free model costs nothing, which is known', () => {
  const usage = { 'a/free': { calls: 1, promptTokens: 10, completionTokens: 10 } };
  expect(costOfUsage(usage, prices)).toEqual({ usd: 0, unpriced: [], estimated: [] });
});

test.each([
  [0, '$0.00'],
  [0.005, '$0.005'],
  [0.0000123, '$0.000012'],
  [0.014, '$0.01'],
  [0.0000000042, '$0.0000000042'],
  [0.00999, '$0.01'],
  [1234.5, '$1,234.50'],
  [-0.5, '-$0.50'],
])('%f dollars are written %s', (usd, written) => {
  expect(writtenUsd(usd)).toBe(written);
});

const everyKind = {
  'a/big': {
    promptUsdPerMillion: 4,
    cachedUsdPerMillion: 0.4,
    cacheWriteUsdPerMillion: 5,
    completionUsdPerMillion: 20,
    reasoningUsdPerMillion: 30,
    lanes: { flex: { promptUsdPerMillion: 2, cachedUsdPerMillion: 0.2, completionUsdPerMillion: 10 } },
  },
};
/** 1,000 of the prompt are neither cached nor written, 300 of the completion are no thoughts. */
const call = {
  promptTokens: 4_000,
  cachedTokens: 2_000,
  cacheWriteTokens: 1_000,
  completionTokens: 500,
  reasoningTokens: 200,
};

test('each kind of token has its price, and those without one cost as the others of their kind', () => {
  // 1,000 × 4 + 2,000 × 0.4 + 1,000 × 5 + 300 × 20 + 200 × 30 = 21,800 millionths.
  expect(costOfCall('a/big', call, everyKind)).toBeCloseTo(0.0218, 12);
  // 1,000 × 2 + 2,000 × 0.2 + 1,000 × 2 + 500 × 10 = 9,400 millionths.
  expect(costOfCall('a/big', { ...call, lane: 'flex' }, everyKind)).toBeCloseTo(0.0094, 12);
});

test('calls of one model in two lanes are each charged in their own', () => {
  const { usage } = addTallies(
    tallyOfCall('a/big', call),
    tallyOfCall('a/big', { ...call, lane: 'flex' }),
    tallyOfCall('a/big', { ...call, lane: 'flex' }),
  );
  expect(costOfUsage(usage, everyKind)).toEqual({ usd: 0.0406, unpriced: [], estimated: [] });
  expect(priceUsage(usage, everyKind)['a/big']).toMatchObject({
    calls: 3,
    cachedTokens: 6_000,
    cachedShare: 0.5,
    lanes: { flex: { calls: 2, promptTokens: 8_000 } },
    costUsd: 0.0406,
  });
});

test('a lane without a price is named, and the rest of its model is in the sum', () => {
  const { usage } = addTallies(
    tallyOfCall('a/big', call),
    tallyOfCall('a/big', { ...call, lane: 'priority' }),
  );
  expect(costOfUsage(usage, everyKind)).toEqual({
    usd: 0.0218,
    unpriced: ['a/big (priority)'],
    estimated: [],
  });
  expect(priceUsage(usage, everyKind)['a/big']?.costUsd).toBeNull();
  expect(costOfCall('a/big', { ...call, lane: 'priority' }, everyKind)).toBeNull();
});

test('what is free live is free in every lane', () => {
  const { usage } = tallyOfCall('a/free', { ...call, lane: 'flex' });
  expect(costOfUsage(usage, prices)).toEqual({ usd: 0, unpriced: [], estimated: [] });
});

test('a call is reckoned at its dearest as if all of it were written to the cache, thought about, and served live', () => {
  const tokens = { promptTokens: 1_000, completionTokens: 100 };
  expect(mostOfCall('a/big', tokens, everyKind)).toBeCloseTo(0.008, 12);
  expect(mostOfCall('a/big', tokens, everyKind, 'flex')).toBeCloseTo(0.008, 12);
  expect(mostOfCall('a/small', tokens, prices)).toBeCloseTo(0.00014, 12);
});

test.each([
  [{ usd: 0, unpriced: [] }, 0, '$0.00'],
  [{ usd: 0, unpriced: ['b/other'] }, null, 'not known'],
  [{ usd: 1.2, unpriced: ['b/other'] }, 1.2, 'at least $1.20'],
  [{ usd: 1.2, unpriced: [] }, 1.2, '$1.20'],
])('of %o is known %s, written %s', (cost, known, written) => {
  expect(knownUsd(cost)).toBe(known);
  expect(writtenCost(cost)).toBe(written);
});
