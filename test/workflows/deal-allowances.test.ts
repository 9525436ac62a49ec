import { describe, expect, test } from 'vitest';
import { dealAllowances, type SpendingShard } from '../../src/workflows/deal-allowances.ts';

const fresh: SpendingShard = { allowedUsd: null, heldUsd: 0, spentUsd: 0, neededUsd: null };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('allowances', () => {
  test('never exceed the budget together, whatever is asked', () => {
    let shards: SpendingShard[] = Array.from({ length: 5 }, () => fresh);
    for (let round = 0; round < 200; round += 1) {
      const allowances = dealAllowances(1, shards);
      expect(sum(allowances)).toBeLessThanOrEqual(1 + 1e-9);
      // Each has all it may in flight, of which its run knows nothing yet, and asks for a little more.
      shards = allowances.map((allowed) => ({
        allowedUsd: allowed,
        heldUsd: allowed,
        spentUsd: 0,
        neededUsd: allowed + 0.003,
      }));
    }
    expect(sum(shards.map(({ heldUsd }) => heldUsd))).toBeGreaterThan(1 - 0.003);
  });

  test('are not cut for the noise of a sum', () => {
    const held = [0.1, 0.2, 0.3, 0.1].map((usd) => ({ ...fresh, allowedUsd: usd, heldUsd: usd + 1e-12 }));
    expect(dealAllowances(0.7, held)).toEqual([0.1, 0.2, 0.3, 0.1]);
  });

  test('are left as they are where the rest is too little for what is asked', () => {
    const shards = [{ allowedUsd: 0.9, heldUsd: 0.9, spentUsd: 0.9, neededUsd: 1.1 }];
    expect(dealAllowances(1, shards)).toEqual([0.9]);
  });

  test('are cut to what is spent when the budget is lowered below them', () => {
    const shards = [
      { allowedUsd: 0.5, heldUsd: 0.5, spentUsd: 0.2, neededUsd: null },
      { allowedUsd: Infinity, heldUsd: Infinity, spentUsd: 0.3, neededUsd: null },
    ];
    expect(dealAllowances(0.6, shards)).toEqual([0.2, 0.3]);
  });

  test('are raised for nobody before all have heard of the cut', () => {
    const heard = { allowedUsd: 0.2, heldUsd: 0.2, spentUsd: 0.2, neededUsd: 0.21 };
    const unheard = { allowedUsd: 0.3, heldUsd: 0.5, spentUsd: 0.3, neededUsd: null };
    expect(dealAllowances(0.6, [heard, unheard])).toEqual([0.2, 0.3]);
    expect(dealAllowances(0.6, [heard, { ...unheard, heldUsd: 0.3 }])[0]).toBeGreaterThanOrEqual(0.21);
  });

  test('of a new shard leave most for those to come', () => {
    expect(dealAllowances(1, [fresh])).toEqual([0.25]);
    expect(dealAllowances(1, [{ ...fresh, allowedUsd: 0.25, heldUsd: 0.25 }, fresh])).toEqual([
      0.25, 0.09375,
    ]);
  });
});
