import {
  CancellationScope,
  ChildWorkflowCancellationType,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { shardWorkflowId } from '../contract/names.ts';
import type { Shard, ShardReport } from '../contract/run.ts';
import { emptyTally, type Tally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { alongside } from './alongside.ts';
import type { Gate } from './gate.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { failureOf } from './named-failure.ts';
import { preferenceShard } from './preference-shard.ts';
import { nameOf } from './progress.ts';
import { rowsLabel } from './rows-label.ts';
import { runNameAttribute } from './run-listing.ts';
import type { ShardWindow } from './shard-window.ts';
import type { SteeredRun } from './steered-run.ts';

/** Runs the planned shards and plans on, until all are done or this execution's history has grown enough. */
export async function runShards(run: CarriedRun, steered: SteeredRun, window: ShardWindow): Promise<void> {
  await alongside(
    () => window.keepOrdering(),
    async () => {
      do {
        if (run.shards.length === 0)
          await planOn(run, steered.gate).catch((error: unknown) => endFor(error, steered));
        await mapConcurrently(
          shardsToStart(run),
          () => window.mayStart(),
          (shard) => runShard(run, steered, window, shard),
        );
      } while (run.shards.length === 0 && run.next);
    },
  );
}

async function planOn(run: CarriedRun, gate: Gate): Promise<void> {
  const { input, source, next } = run;
  if (!next) return;
  const planned = await gate.through(() =>
    datasetActivities.planShards({
      source,
      settings: input,
      output: input.output,
      ...(input.from ? { from: input.from } : {}),
      cursor: next,
    }),
  );
  run.shards = planned.shards;
  run.next = planned.next;
  run.rowsPlanned += countRows(planned.shards);
}

function* shardsToStart(run: CarriedRun): Generator<Shard> {
  while (!workflowInfo().continueAsNewSuggested) {
    const shard = run.shards.shift();
    if (!shard) return;
    yield shard;
  }
}

async function runShard(
  run: CarriedRun,
  steered: SteeredRun,
  window: ShardWindow,
  shard: Shard,
): Promise<void> {
  if (window.stop) return;
  const { rows, turns, generators, candidates, original, judges, pairing, seed, reuse, output } = run.input;
  const workflowId = shardWorkflowId(run.run.workflowId, shard.index);
  const orders = window.add(shard, workflowId);
  const started = executeChild(preferenceShard, {
    workflowId,
    args: [
      {
        run: run.run,
        source: run.source,
        settings: { rows, turns, generators, candidates, original, judges, pairing, seed, reuse },
        output,
        shard,
        prices: run.prices,
        answered: steered.modelsAnswered(),
        modelsKept: run.modelsKept,
        orders,
      },
    ],
    staticSummary: rowsLabel(shard),
    ...(run.searchAttributes
      ? { typedSearchAttributes: [{ key: runNameAttribute, value: nameOf(run) }] }
      : {}),
    parentClosePolicy: ParentClosePolicy.TERMINATE,
    cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  try {
    const report = await started;
    window.remove(shard);
    steered.add(shard.index, report);
  } catch (error) {
    steered.add(shard.index, reportOfLost(window.remove(shard)));
    endFor(error, steered);
  }
}

/** What the calls of a shard cost is known as it last said; its rows are not written. */
function reportOfLost({ usage, lost }: Tally): ShardReport {
  return { tally: { ...emptyTally(), usage, lost }, parts: null, failure: null, drops: [] };
}

/** Whatever ends a run, what its other shards have done is written and published first, unless it is cancelled. */
function endFor(error: unknown, steered: SteeredRun): void {
  const isCancelled = isCancellation(error) && CancellationScope.current().consideredCancelled;
  const failure = isCancelled ? undefined : failureOf(error);
  if (!failure) throw error;
  steered.failFor(failure);
}

export function countRows(shards: readonly Shard[]): number {
  return shards.reduce((sum, { rowCount }) => sum + rowCount, 0);
}
