import { expect, test } from 'vitest';
import { describeProgress } from '../../src/commands/show-progress.ts';
import type { Progress } from '../../src/contract/steering.ts';

const progress: Progress = {
  name: 'ponds',
  state: 'running',
  pause: null,
  rows: { planned: 100, allPlanned: true, done: 12, inFlight: 4, left: 88 },
  callsInFlight: 12,
  rowsInFlight: 4,
  pairs: 9,
  dropped: { 'Pair.Tie': 2, 'Llm.Timeout': 1 },
  usage: {
    'a/m': { calls: 30, promptTokens: 1, completionTokens: 1, costUsd: null },
    'a/j': { calls: 12, promptTokens: 1, completionTokens: 1, costUsd: null },
  },
  cost: { usd: 0, budgetUsd: null, unpriced: ['a/m', 'a/j'] },
  rate: { rowsPerMinute: 0, callsPerMinute: 0 },
  projected: { secondsLeft: null, usdTotal: null },
  lastDrops: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  output: null,
};

test('a paused run says why, in words a terminal does not obey', () => {
  const pause = { reason: 'Llm.QuotaExceeded', message: '\u001b[2Jno credit left' } as const;
  expect(describeProgress({ ...progress, state: 'paused', pause })).toMatch(
    /^paused \(no credit left\): 12 of/,
  );
});

test('while planning goes on there may be more rows', () => {
  const rows = { ...progress.rows, allPlanned: false };
  expect(describeProgress({ ...progress, rows })).toContain('12 of 100+ rows');
});

test('reasons and models are added up in one line', () => {
  expect(describeProgress(progress)).toBe('running: 12 of 100 rows · 9 pairs · 3 dropped · 42 calls');
});
