import type { Progress } from '../../../src/contract/steering.ts';
import type { Snapshot } from '../../../src/commands/watch/snapshot.ts';

/** A run half way through, with changes. */
export function progress(changes: Partial<Progress> = {}): Progress {
  return {
    name: 'ponds',
    state: 'running',
    pause: null,
    rows: { planned: 100, allPlanned: true, done: 50, inFlight: 4, left: 46 },
    callsInFlight: 7,
    retrying: [],
    rowsInFlight: 10,
    pairs: 47,
    dropped: { 'Pair.Tie': 2, 'Llm.Timeout': 1 },
    usage: {
      'a/notus': { calls: 52, promptTokens: 1_000, completionTokens: 234, costUsd: null },
      'b/judge': { calls: 50, promptTokens: 9_000, completionTokens: 1_000, costUsd: 0.42 },
    },
    cost: { usd: 0.42, budgetUsd: 5, unpriced: ['a/notus'], estimated: [] },
    rate: { rowsPerMinute: 25, callsPerMinute: 51 },
    projected: { secondsLeft: 125, usdTotal: 0.84 },
    lastDrops: [
      { rowId: 'ponds/3', reason: 'Pair.Tie', detail: 'all 2 candidates were rated 5' },
      { rowId: 'ponds/9', reason: 'Llm.Timeout', detail: 'judge: no answer' },
    ],
    startedAt: '2026-01-01T00:00:00.000Z',
    output: 'out/ponds',
    ...changes,
  };
}

export function snapshot(changes: Partial<Progress> = {}, secondsIn = 120): Snapshot {
  return {
    workflowId: 'ponds',
    progress: progress(changes),
    roles: [
      { model: 'a/notus', role: 'generate', callsPerRow: 1, questionsBefore: 0 },
      { model: 'b/judge', role: 'judge', callsPerRow: 1, questionsBefore: 0 },
    ],
    rates: { 'b/judge': 25.4 },
    at: Date.parse('2026-01-01T00:00:00.000Z') + secondsIn * 1_000,
  };
}
