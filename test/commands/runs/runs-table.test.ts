import { expect, test } from 'vitest';
import { runsTable } from '../../../src/commands/runs/runs-table.ts';

const startedAt = new Date('2026-01-01T10:00:00Z');
const now = new Date('2026-01-01T10:01:05Z');
const unknown = {
  name: undefined,
  rows: undefined,
  pairs: undefined,
  dropped: undefined,
  costUsd: undefined,
  startedAt,
  endedAt: undefined,
};

test('what is not known of a run is a dash, and names are not obeyed by the terminal', () => {
  const run = { ...unknown, workflowId: '\u001b[2Jponds', state: 'terminated' };
  expect(runsTable([run], now)[1]).toBe(
    'ponds  terminated     –      –        –     –  1 min 5 s  2026-01-01 10:00',
  );
});

test('a run has its name beside its id, rows, losses, cost and how long it took', () => {
  const run = {
    ...unknown,
    workflowId: 'ponds-2',
    name: 'ponds',
    state: 'completed',
    rows: { done: 1_000, planned: 1_000 },
    pairs: 990,
    dropped: 10,
    costUsd: 1.5,
    endedAt: new Date('2026-01-01T10:00:30Z'),
  };
  expect(runsTable([run], now)).toEqual([
    'run              state             rows  pairs  dropped   cost  took  started',
    'ponds-2 (ponds)  completed  1,000/1,000    990       10  $1.50  30 s  2026-01-01 10:00',
  ]);
});

test('in a terminal of 80 columns names give way', () => {
  const run = {
    ...unknown,
    workflowId: 'ponds'.repeat(12),
    state: 'completed',
    costUsd: 1234.5,
    costIsPart: true,
  };
  const lines = runsTable([run], now, 80);
  expect(lines[1]).toContain('$1,234.50+');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});
