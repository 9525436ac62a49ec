import { workflowInfo } from '@temporalio/workflow';
import { costOfUsage, knownUsd, priceUsage } from '../contract/cost.ts';
import type { RunBounds } from '../contract/run.ts';
import type { RetriedCalls } from '../contract/retried-calls.ts';
import { rateOf } from '../contract/run-tempo.ts';
import type { Progress, RunState } from '../contract/steering.ts';
import { describeReading } from '../contract/source-reading.ts';
import { addTallies, emptyTally, type Tally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import type { Gate } from './gate.ts';
import type { ShardWindow } from './shard-window.ts';

/** A run as it stands; without its plan while that is made. */
export interface RunStanding {
  state: RunState;
  gate: Gate;
  run: CarriedRun | undefined;
  window: ShardWindow | undefined;
  retrying: RetriedCalls[];
  /** What updates have changed, which may come before the plan. */
  changes: Partial<RunBounds>;
}

/** What the `progress` query answers: finished shards as they ended, running ones as they last reported. */
export function progressOf(standing: RunStanding): Progress {
  const { gate, run, window, changes } = standing;
  const tally = tallyOf(standing);
  const state = stateNow(standing);
  const bounds = { rowsInFlight: 0, budgetUsd: null, ...run?.bounds, ...changes };
  const prices = run?.prices ?? {};
  const planned = run?.rowsPlanned ?? 0;
  const rows = {
    planned,
    allPlanned: run?.next === null,
    done: tally.rows,
    inFlight: window?.rowsWorkedOn() ?? 0,
    left: planned - tally.rows,
  };
  const cost = costOfUsage(tally.usage, prices);
  const rate =
    state === 'paused' ? { rowsPerMinute: 0, callsPerMinute: 0 } : rateOf(run?.tempo ?? [], Date.now());
  return {
    name: nameOf(run),
    state,
    pause: gate.pause,
    rows,
    callsInFlight: window?.callsInFlight() ?? 0,
    retrying: standing.retrying,
    rowsInFlight: bounds.rowsInFlight,
    pairs: tally.pairs,
    dropped: tally.dropped,
    usage: priceUsage(tally.usage, prices),
    cost: { ...cost, budgetUsd: bounds.budgetUsd },
    rate,
    projected: {
      secondsLeft: secondsLeft(rows, rate.rowsPerMinute),
      usdTotal: usdTotal(rows, knownUsd(cost)),
    },
    lastDrops: run?.lastDrops ?? [],
    ...(run?.source.read ? { read: describeReading(run.source.read) } : {}),
    startedAt: new Date(run?.startedAt ?? workflowInfo().startTime.getTime()).toISOString(),
    output: run?.input.output.path ?? null,
  };
}

export function nameOf(run: CarriedRun | undefined): string {
  return run?.input.name ?? workflowInfo().workflowId;
}

export function tallyOf({ run, window }: Pick<RunStanding, 'run' | 'window'>): Tally {
  return addTallies(run?.tally ?? emptyTally(), window?.tally() ?? emptyTally());
}

/** States that a closed gate shows as paused. */
const mayPause = new Set<RunState>(['planning', 'running', 'publishing', 'pushing']);

function stateNow({ state, gate, window }: RunStanding): RunState {
  if (!mayPause.has(state)) return state;
  if (gate.pause) return (window?.isDrained() ?? true) ? 'paused' : 'draining';
  return state === 'running' && window?.stop ? 'stopping' : state;
}

function secondsLeft({ allPlanned, left }: Progress['rows'], rowsPerMinute: number): number | null {
  if (!allPlanned) return null;
  if (left === 0) return 0;
  return rowsPerMinute === 0 ? null : Math.round((left / rowsPerMinute) * 60);
}

/** Rows in flight count as half done: on the average they are, and their calls are in the cost. */
function usdTotal(
  { allPlanned, planned, done, inFlight, left }: Progress['rows'],
  usd: number | null,
): number | null {
  if (left === 0 && allPlanned) return usd;
  if (usd === null || !allPlanned || done === 0) return null;
  return Math.round(((usd * planned) / (done + inFlight / 2)) * 10_000) / 10_000;
}
