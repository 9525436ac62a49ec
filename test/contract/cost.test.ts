import { expect, test } from 'vitest';
import { costOfCall, costOfUsage, priceUsage, writtenUsd } from '../../src/contract/cost.ts';

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
  expect(costOfCall('b/other', usage['b/other'], prices)).toBe(0);
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
