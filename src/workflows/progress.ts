import type { Progress, RunState } from '../contract/steering.ts';
import { addTallies, emptyTally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import type { Gate } from './gate.ts';
import type { ShardWindow } from './shard-window.ts';

/** What the `progress` query answers: finished shards as they ended, running ones as they last reported. */
export function progressOf(
  state: RunState,
  gate: Gate,
  run: CarriedRun | undefined,
  window: ShardWindow | undefined,
): Progress {
  const tally = addTallies(run?.tally ?? emptyTally(), window?.tally() ?? emptyTally());
  const planned = run?.rowsPlanned ?? 0;
  return {
    state: stateNow(state, gate, window),
    pause: gate.pause,
    rows: {
      planned,
      allPlanned: run?.next === null,
      done: tally.rows,
      inFlight: window?.rowsWorkedOn() ?? 0,
      left: planned - tally.rows,
    },
    pairs: tally.pairs,
    dropped: tally.dropped,
    usage: tally.usage,
    output: run?.input.output.path ?? null,
  };
}

function stateNow(state: RunState, gate: Gate, window: ShardWindow | undefined): RunState {
  if (state !== 'running' && state !== 'publishing') return state;
  if (gate.pause) return 'paused';
  return state === 'running' && window?.stop ? 'stopping' : state;
}
