import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dealAllowances, type SpendingShard } from '../../src/workflows/deal-allowances.ts';

const fresh: SpendingShard = { allowedUsd: null, heldUsd: 0, spentUsd: 0, neededUsd: null, wantedUsd: null };

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
        wantedUsd: null,
      }));
    }
    expect(sum(shards.map(({ heldUsd }) => heldUsd))).toBeGreaterThan(1 - 0.003);
  });

  test('are not cut for the noise of a sum', () => {
    const held = [0.1, 0.2, 0.3, 0.1].map((usd) => ({ ...fresh, allowedUsd: usd, heldUsd: usd + 1e-12 }));
    expect(dealAllowances(0.7, held)).toEqual([0.1, 0.2, 0.3, 0.1]);
  });

  test('are left as they are where the rest is too little for what is asked', () => {
    const shards = [{ allowedUsd: 0.9, heldUsd: 0.9, spentUsd: 0.9, neededUsd: 1.1, wantedUsd: 2 }];
    expect(dealAllowances(1, shards)).toEqual([0.9]);
  });

  test('are cut to what is spent when the budget is lowered below them', () => {
    const shards = [
      { allowedUsd: 0.5, heldUsd: 0.5, spentUsd: 0.2, neededUsd: null, wantedUsd: null },
      { allowedUsd: Infinity, heldUsd: Infinity, spentUsd: 0.3, neededUsd: null, wantedUsd: null },
    ];
    expect(dealAllowances(0.6, shards)).toEqual([0.2, 0.3]);
  });

  test('are raised for nobody before all have heard of the cut', () => {
    const heard = { allowedUsd: 0.2, heldUsd: 0.2, spentUsd: 0.2, neededUsd: 0.21, wantedUsd: 0.21 };
    const unheard = { allowedUsd: 0.3, heldUsd: 0.5, spentUsd: 0.3, neededUsd: null, wantedUsd: null };
    expect(dealAllowances(0.6, [heard, unheard])).toEqual([0.2, 0.3]);
    expect(dealAllowances(0.6, [heard, { ...unheard, heldUsd: 0.3 }])[0]).toBeGreaterThanOrEqual(0.21);
  });

  test('cover every call that waits, while there is enough', () => {
    const waiting = { allowedUsd: 0.2, heldUsd: 0.2, spentUsd: 0.2, neededUsd: 0.21, wantedUsd: 0.6 };
    expect(
      dealAllowances(2, [waiting, { ...waiting, allowedUsd: 0.3, heldUsd: 0.3, neededUsd: 0.31 }]),
    ).toEqual([0.6, 0.6]);
    const [first = 0, second = 0] = dealAllowances(0.6, [waiting, waiting]);
    expect(first).toBeCloseTo(0.3, 9);
    expect(second).toBeCloseTo(0.3, 9);
  });

  test('of a new shard leave most for those to come', () => {
    expect(dealAllowances(1, [fresh])).toEqual([0.25]);
    expect(dealAllowances(1, [{ ...fresh, allowedUsd: 0.25, heldUsd: 0.25 }, fresh])).toEqual([
      0.25, 0.09375,
    ]);
  });
});

test('whatever shards spend, ask for and leave behind: what was spent and what may still be never exceeds the budget', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const turn = fc.record({
    starts: fc.nat({ max: 2 }),
    ends: fc.boolean(),
    spends: fc.array(share, { minLength: 1, maxLength: 6 }),
    asks: fc.array(fc.option(share), { minLength: 1, maxLength: 6 }),
  });
  const budgets = fc.double({ min: 0.001, max: 1_000, noNaN: true });
  fc.assert(
    fc.property(budgets, fc.array(turn, { maxLength: 30 }), (budget, turns) => {
      let left = budget;
      let shards: SpendingShard[] = [];
      for (const { starts, ends, spends, asks } of turns) {
        const [first] = shards;
        if (ends && first) {
          left -= first.spentUsd;
          shards = shards.slice(1);
        }
        shards.push(...Array.from({ length: starts }, () => fresh));
        const allowances = dealAllowances(left, shards);
        expect(sum(allowances)).toBeLessThanOrEqual(left + 1e-6);
        shards = shards.map(({ spentUsd, allowedUsd }, at) => {
          const allowed = allowances[at]!;
          expect(allowed).toBeGreaterThanOrEqual(allowedUsd ?? 0);
          const asked = asks[at % asks.length] ?? null;
          return {
            allowedUsd: allowed,
            heldUsd: allowed,
            spentUsd: spentUsd + (allowed - spentUsd) * spends[at % spends.length]!,
            neededUsd: asked === null ? null : allowed + asked * budget,
            wantedUsd: asked === null ? null : allowed + 5 * asked * budget,
          };
        });
      }
    }),
  );
});
