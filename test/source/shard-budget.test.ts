import { expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import { ShardBudget } from '../../src/source/shard-budget.ts';
import { runInput } from './run-settings.ts';

/** How many rows of one size a shard takes. */
function rowsOf(bytes: number, settings: Record<string, unknown> = {}): number {
  const budget = new ShardBudget(runInput(settings));
  let rows = 0;
  for (; budget.fits({ rows: 1, bytes }) && rows < 1_000; rows += 1) budget.take({ rows: 1, bytes });
  return rows;
}

function generators(count: number, settings: Record<string, unknown> = {}) {
  return { generators: Array.from({ length: count }, (_, at) => ({ model: `a/m${at}`, ...settings })) };
}

test('the first row always fits, however large', () => {
  expect(rowsOf(10 * limits.shardSourceBytes)).toBe(1);
});

test('short rows fill a shard up to its rows', () => {
  expect(rowsOf(100)).toBe(limits.shardRows);
});

test('long rows fill a shard up to its bytes', () => {
  const rows = rowsOf(60_000, generators(1, { maxTokens: 1 }));
  expect(rows).toBeGreaterThan(5);
  expect(rows).toBeLessThan(limits.shardRows);
  expect(rows * 60_000).toBeLessThanOrEqual(limits.shardSourceBytes);
});

test.each([[1], [10], [40], [49]])('a shard of %d calls a row stays below its events', (count) => {
  const rows = rowsOf(100, generators(count, { maxTokens: 1 }));
  const callsOfRow = count + 1;
  expect(rows).toBeGreaterThanOrEqual(1);
  expect(rows * callsOfRow * 6).toBeLessThanOrEqual(limits.shardHistoryEvents);
});

test('more samples, and longer answers, make smaller shards', () => {
  expect(rowsOf(100, generators(1, { samples: 16 }))).toBeLessThan(rowsOf(100, generators(3)));
  expect(rowsOf(100, generators(2, { maxTokens: 16_000 }))).toBeLessThan(rowsOf(100, generators(2)));
});

test('the next shard begins with nothing taken', () => {
  const budget = new ShardBudget(runInput());
  const size = { rows: 1, bytes: 50_000 };
  while (budget.fits(size)) budget.take(size);
  budget.startNext();
  budget.take(size);
  expect(budget.fits(size)).toBe(true);
});
