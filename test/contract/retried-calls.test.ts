import { expect, test } from 'vitest';
import { isToldOf, mergeRetriedCalls, type RetriedCalls } from '../../src/contract/retried-calls.ts';

const early = '2026-01-01T00:00:10.000Z';
const late = '2026-01-01T00:00:50.000Z';

function retried(changes: Partial<RetriedCalls>): RetriedCalls {
  return { model: 'a/m', calls: 1, attempts: 3, says: 'HTTP 503', nextAt: late, ...changes };
}

test.each([
  [1, 1_000, false],
  [2, 9_999, false],
  [3, 100, true],
  [1, 10_000, true],
])('attempt %i with %i ms to wait is told: %s', (attempts, wait, told) => {
  expect(isToldOf(attempts, wait)).toBe(told);
});

test('shards that say the same of a model make one entry: the soonest try, the words of the longest trouble', () => {
  expect(
    mergeRetriedCalls([
      retried({ model: 'b/m' }),
      retried({ calls: 2, nextAt: late, attempts: 7, says: 'HTTP 429' }),
      retried({ calls: 3, nextAt: early }),
    ]),
  ).toEqual([
    { model: 'a/m', calls: 5, attempts: 7, says: 'HTTP 429', nextAt: early },
    retried({ model: 'b/m' }),
  ]);
});
