import { describe, expect, test } from 'vitest';
import { dealAllowances, type SpendingShard } from '../../src/workflows/deal-allowances.ts';

const fresh: SpendingShard = { allowedUsd: null, spentUsd: 0, neededUsd: null };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('allowances', () => {
  test('never exceed the budget together, whatever is asked', () => {
    let shards: SpendingShard[] = Array.from({ length: 5 }, () => ({ ...fresh }));
    for (let round = 0; round < 200; round += 1) {
      const allowances = dealAllowances(1, shards);
      expect(sum(allowances)).toBeLessThanOrEqual(1 + 1e-9);
      // Each spends all it has and asks for a little more.
      shards = allowances.map((allowedUsd) => ({
        allowedUsd,
        spentUsd: allowedUsd,
        neededUsd: allowedUsd + 0.003,
      }));
    }
    expect(sum(shards.map(({ spentUsd }) => spentUsd))).toBeGreaterThan(1 - 0.003);
  });

  test('are left as they are where the rest is too little for what is asked', () => {
    const shards = [{ allowedUsd: 0.9, spentUsd: 0.9, neededUsd: 1.1 }];
    expect(dealAllowances(1, shards)).toEqual([0.9]);
  });

  test('are cut to what is spent when the budget has become too small for them', () => {
    const shards = [
      { allowedUsd: 0.5, spentUsd: 0.2, neededUsd: null },
      { allowedUsd: 0.5, spentUsd: 0.3, neededUsd: null },
    ];
    expect(dealAllowances(0.4, shards)).toEqual([0.2, 0.3]);
  });

  test('stay put once they are cut, while spending in flight is still reported', () => {
    expect(dealAllowances(0.1, [{ allowedUsd: 0.2, spentUsd: 0.25, neededUsd: null }])).toEqual([0.2]);
  });

  test('of a new shard leave most for those to come', () => {
    const [first] = dealAllowances(1, [fresh]);
    expect(first).toBe(0.25);
    expect(dealAllowances(1, [{ ...fresh, allowedUsd: 0.25 }, fresh])).toEqual([0.25, 0.09375]);
  });
});
