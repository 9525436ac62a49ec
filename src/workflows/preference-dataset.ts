import {
  ApplicationFailure,
  isCancellation,
  makeContinueAsNewFunc,
  workflowInfo,
} from '@temporalio/workflow';
import { finalFailure, invalidInput } from '../contract/failures.ts';
import type { EarlyEnd, RunIdentity, RunSummary } from '../contract/run.ts';
import { emptyTally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { alongside } from './alongside.ts';
import { failureOfPublished } from './early-end.ts';
import type { Gate } from './gate.ts';
import { handleSteering } from './handle-steering.ts';
import { failureOf } from './named-failure.ts';
import { preflight } from './preflight.ts';
import { pushDataset } from './push-dataset.ts';
import { RunListing } from './run-listing.ts';
import { countRows, runShards } from './run-shards.ts';
import { SteeredRun } from './steered-run.ts';

/**
 * Makes a preference dataset: checks its input, plans shards, keeps a window of them running, publishes.
 * Takes the run input of DESIGN §2; `carried` is its own when it continues as new.
 */
export async function preferenceDataset(input: unknown, carried?: CarriedRun): Promise<RunSummary> {
  const steered = new SteeredRun(carried?.gate ?? { pause: null, openings: 0 });
  const listing = new RunListing(() => steered.progress());
  handleSteering(steered);
  steered.show();
  let run: CarriedRun | undefined;
  let summary: RunSummary | undefined;
  try {
    run = carried ? acceptCarried(carried) : await plan(input);
    if (!carried) await preflight(run, steered);
    summary = await makeDataset(run, steered, listing);
  } catch (error) {
    steered.enter(isCancellation(error) ? 'cancelled' : 'failed');
    if (run?.searchAttributes) listing.update();
    if (isCancellation(error) || error instanceof ApplicationFailure) throw error;
    const failure = failureOf(error);
    throw failure ? finalFailure(failure) : error;
  }
  if (!summary) {
    return await continueOnCurrentBuild(null, { ...run, gate: steered.gate.state });
  }
  steered.enter('completed');
  if (run.searchAttributes) listing.update();
  return summary;
}

/** Runs the shards and publishes; undefined where this execution's history has grown enough before the end. */
async function makeDataset(
  run: CarriedRun,
  steered: SteeredRun,
  listing: RunListing,
): Promise<RunSummary | undefined> {
  const window = steered.begin(run);
  const watch = async () => {
    await Promise.all([
      steered.keepCurrent(),
      steered.keepTime(),
      ...(run.searchAttributes ? [listing.keepUpdating()] : []),
    ]);
  };
  return await alongside(watch, async () => {
    await runShards(run, steered, window);
    if (run.shards.length > 0) return undefined;
    steered.enter('publishing');
    const summary = await publish(run, steered.gate, steered.earlyEnd());
    if (run.input.output.push) steered.enter('pushing');
    const pushed = await pushDataset(run, steered.gate);
    return pushed ? { ...summary, pushed } : summary;
  });
}

/** A run that a version of a worker deployment has begun goes on with the one that is current by then. */
async function continueOnCurrentBuild(...given: Parameters<typeof preferenceDataset>): Promise<never> {
  const isVersioned = Boolean(workflowInfo().currentDeploymentVersion?.deploymentName);
  const options = isVersioned ? { initialVersioningBehavior: 'AUTO_UPGRADE' as const } : {};
  return await makeContinueAsNewFunc<typeof preferenceDataset>(options)(...given);
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
  const { rowsInFlight, budgetUsd } = dataset.input.limits;
  return {
    run,
    ...dataset,
    ...planned,
    rowsPlanned: countRows(planned.shards),
    partsByShard: [],
    tally: emptyTally(),
    bounds: { rowsInFlight, budgetUsd },
    gate: { pause: null, openings: 0 },
    lastDrops: [],
    tempo: [],
    startedAt: workflowInfo().startTime.getTime(),
  };
}

/** A run that fails publishes what it finished, if that is anything, and says where it is. */
async function publish(carried: CarriedRun, gate: Gate, partial: EarlyEnd | null): Promise<RunSummary> {
  const { run, input, source, partsByShard, tally, prices, startedAt } = carried;
  const failure = partial && failureOfPublished(partial, carried);
  if (partial && failure && tally.rows === 0) throw finalFailure({ ...failure, message: partial.message });
  const summary = await gate.through(() =>
    datasetActivities.publishDataset({ run, input, source, partsByShard, tally, prices, startedAt, partial }),
  );
  if (failure) throw finalFailure(failure, [summary]);
  return summary;
}
