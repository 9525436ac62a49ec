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
  expect(lines.find((line) => line.startsWith('b/two'))).toMatch(/ not known +not known$/);
  expect(lines.find((line) => line.startsWith('together'))).toMatch(
    /^together +200 +at least \$2\.00 +at least \$5\.00$/,
  );
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
    'By pairing.signal: "judged" and "both" at least $2.00; "delta", which asks no judge, $2.00',
  );
  expect(describeEstimate(estimated, prices, null).some((line) => line.startsWith('By pairing'))).toBe(false);
});

test('how much of the sum is known is told, and nothing where all of it is', () => {
  const lines = describeEstimate(estimated, prices, null);
  expect(lines).toContain(
    'Known is the cost of 100 of 200 calls, with 50 % of the tokens: $2.00. The rest comes on top',
  );
  const all = describeEstimate(estimated, { ...prices, 'b/two': prices['a/one'] }, null);
  expect(all.some((line) => line.startsWith('Known is'))).toBe(false);
});

test('a sum of which nothing is known is not written as $0.00', () => {
  const lines = describeEstimate(estimated, {}, null);
  expect(lines.find((line) => line.startsWith('together'))).toMatch(/^together +200 +not known +not known$/);
  expect(lines.join('\n')).not.toContain('$0.00');
  expect(lines).toContain('Known is the cost of 0 of 200 calls, with 0 % of the tokens');
});

test('each lane that is sold is priced, with the models that are not sold in it', () => {
  const half = { promptUsdPerMillion: 0.5, completionUsdPerMillion: 5 };
  const lines = describeEstimate(
    estimated,
    {
      'a/one': { ...prices['a/one'], lanes: { batch: half, flex: half } },
      'b/two': { ...prices['a/one'], lanes: { batch: half } },
    },
    null,
  );
  expect(lines).toContain(
    'By lane, as far as the price of each is known: live $4.00; batch $2.00; flex at least $1.00, without b/two',
  );
  expect(describeEstimate(estimated, prices, null).some((line) => line.startsWith('By lane'))).toBe(false);
});

test('of models without any price there is no sum', () => {
  expect(describeEstimate(estimated, {}, null).join('\n')).not.toContain('$');
});
