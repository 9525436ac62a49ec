import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrainerFit } from '../../../src/output/report/numbers/trainer-fit.ts';

const sequences = (prompt: number, ...wholes: number[]) => ({ prompt, wholes, marked: { prompt, wholes } });

test('without rows nothing is dropped, and no length keeps them', () => {
  for (const { rows, dropped, truncated, keepsAlmostAll } of new TrainerFit().numbers()) {
    expect({ rows, dropped, truncated, keepsAlmostAll }).toEqual({
      rows: 0,
      dropped: 0,
      truncated: 0,
      keepsAlmostAll: null,
    });
  }
});

test('each trainer has its own rule at 1,024 tokens', () => {
  const fit = new TrainerFit();
  fit.addPair(sequences(1_000, 1_024, 1_020));
  fit.addPair(sequences(1_000, 1_025, 1_010));
  fit.addPair(sequences(1_023, 1_030, 1_040));
  fit.addPair(sequences(1_024, 1_030, 1_040));
  fit.addCompletion(sequences(1_024, 1_025));
  expect(fit.numbers().map(({ trainer, dropped, truncated }) => [trainer, dropped, truncated])).toEqual([
    ['DPO', 1, 2],
    ['KTO', 1, 0],
    ['Reward', 3, 0],
    ['ORPO and CPO', 1, 2],
  ]);
});

test('the length told is the smallest that keeps 99 of a hundred rows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 300 }), (lengths) => {
      const fit = new TrainerFit();
      for (const length of lengths) fit.addCompletion(sequences(1, length));
      const told = fit.numbers().find(({ trainer }) => trainer === 'KTO')?.keepsAlmostAll ?? 0;
      const kept = (most: number) => lengths.filter((length) => length <= most).length / lengths.length;
      expect(kept(told)).toBeGreaterThanOrEqual(0.99);
      expect(kept(told - 1)).toBeLessThan(0.99);
    }),
  );
});
