import { continueAsNew, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { describeDropped } from '../contract/failed-rows.ts';
import { finalFailure, invalidInput, type Failure } from '../contract/failures.ts';
import type { RunIdentity, RunSummary } from '../contract/run.ts';
import {
  pauseRunSignal,
  pauseUpdate,
  progressQuery,
  resumeUpdate,
  shardProgressSignal,
  type RunState,
} from '../contract/steering.ts';
import { emptyTally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { Gate } from './gate.ts';
import { namedFailure } from './named-failure.ts';
import { progressOf } from './progress.ts';
import { countRows, runShards, stopIfTooManyFailed } from './run-shards.ts';
import { ShardWindow } from './shard-window.ts';

/**
 * Makes a preference dataset: checks its input, plans shards, keeps a window of them running, publishes.
 * Takes the run input of DESIGN §2; `carried` is its own when it continues as new.
 */
export async function preferenceDataset(input: unknown, carried?: CarriedRun): Promise<RunSummary> {
  let state: RunState = 'planning';
  let run: CarriedRun | undefined;
  let window: ShardWindow | undefined;
  const gate = new Gate(carried?.gate ?? { pause: null, openings: 0 });
  const progress = () => progressOf(state, gate, run, window);

  setHandler(progressQuery, progress);
  setHandler(shardProgressSignal, (report) => {
    if (!run || !window) return;
    window.report(report);
    stopIfTooManyFailed(run, window, gate);
  });
  setHandler(pauseRunSignal, (request) => gate.closeFor(request));
  setHandler(pauseUpdate, () => {
    gate.close({ reason: 'Requested', message: 'paused by the update "pause"' });
    return progress();
  });
  setHandler(resumeUpdate, () => {
    gate.open();
    return progress();
  });

  try {
    run = carried ? acceptCarried(carried) : await plan(input);
    window = new ShardWindow(run.input.limits.rowsInFlight, gate);
    state = 'running';
    await runShards(run, window, gate);
    if (run.shards.length > 0) {
      return await continueAsNew<typeof preferenceDataset>(null, { ...run, gate: gate.state });
    }
    state = 'publishing';
    const summary = await publish(run, gate, window.stop ? tooManyFailedRows(run) : null);
    state = 'completed';
    return summary;
  } catch (error) {
    state = isCancellation(error) ? 'cancelled' : 'failed';
    const failure = namedFailure(error);
    throw failure ? finalFailure(failure) : error;
  }
}

function runIdentity(): RunIdentity {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return { workflowId, runId: firstExecutionRunId };
}

function acceptCarried(carried: CarriedRun): CarriedRun {
  if (workflowInfo().continuedFromExecutionRunId === undefined) {
    throw invalidInput(['a run takes one input; a second one was given']);
  }
  return carried;
}

async function plan(input: unknown): Promise<CarriedRun> {
  const run = runIdentity();
  const { planned, ...dataset } = await datasetActivities.planDataset({ run, input });
  return {
    run,
    ...dataset,
    ...planned,
    rowsPlanned: countRows(planned.shards),
    partsByShard: [],
    tally: emptyTally(),
    gate: { pause: null, openings: 0 },
    startedAt: workflowInfo().startTime.getTime(),
  };
}

/** A run that was stopped publishes what it finished, and fails. */
async function publish(carried: CarriedRun, gate: Gate, partial: Failure | null): Promise<RunSummary> {
  const { run, input, source, partsByShard, tally, startedAt } = carried;
  const summary = await gate.through(() =>
    datasetActivities.publishDataset({ run, input, source, partsByShard, tally, startedAt, partial }),
  );
  if (partial) throw finalFailure(partial);
  return summary;
}

function tooManyFailedRows({ input, tally }: CarriedRun): Failure {
  return {
    type: 'Run.TooManyFailedRows',
    message:
      `stopped early: of ${tally.rows} rows done, more than limits.maxFailedRowShare ` +
      `(${input.limits.maxFailedRowShare}) failed: ${describeDropped(tally.dropped)}. ` +
      `What was finished is in "${input.output.path}", marked as partial`,
  };
}
