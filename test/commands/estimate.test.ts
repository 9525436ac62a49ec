import { expect, test } from 'vitest';
import { describeEstimate, type RunEstimate } from '../../src/commands/estimate.ts';

const usage = { calls: 100, promptTokens: 1_000_000, completionTokens: 100_000 };
const estimated: RunEstimate = {
  rows: 52,
  unusable: 2,
  expected: { 'a/one': usage, 'b/two': usage },
  most: { 'a/one': { ...usage, completionTokens: 400_000 }, 'b/two': usage },
};
const prices = { 'a/one': { promptUsdPerMillion: 1, completionUsdPerMillion: 10 } };

test('a model without a price is told, with where to set it, and is in no sum', () => {
  const lines = describeEstimate(estimated, prices, null);
  expect(lines).toContain(
    'No price is known for b/two: set it under "prices" in the worker\'s PROVIDERS_FILE',
  );
  expect(lines.find((line) => line.startsWith('b/two'))).toMatch(/not known {2}not known$/);
  expect(lines.find((line) => line.startsWith('together'))).toMatch(/^together +200 +\$2\.00 +\$5\.00$/);
});

test('rows that cannot be used are told', () => {
  expect(describeEstimate(estimated, prices, null)[0]).toBe(
    '52 rows, 200 calls; 2 rows cannot be used and make none',
  );
});

test.each([
  [1.99, true],
  [2, false],
  [null, false],
])('a budget of %s is told where more is expected', (budgetUsd, told) => {
  const lines = describeEstimate(estimated, prices, budgetUsd);
  expect(lines.some((line) => line.includes('More than limits.budgetUsd'))).toBe(told);
});

test('pairs that could do without judges are priced each way', () => {
  const lines = describeEstimate(
    { ...estimated, unjudged: { 'a/one': { ...usage, calls: 50 } } },
    prices,
    null,
  );
  expect(lines).toContain(
    'By pairing.signal: "judged" and "both" $2.00; "delta", which asks no judge, $2.00',
  );
  expect(describeEstimate(estimated, prices, null).some((line) => line.startsWith('By pairing'))).toBe(false);
});

test('of models without any price there is no sum', () => {
  expect(describeEstimate(estimated, {}, null).join('\n')).not.toContain('$');
});
