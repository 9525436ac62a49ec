import {
  ChildWorkflowCancellationType,
  executeChild,
  ParentClosePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { hasTooManyFailedRows } from '../contract/failed-rows.ts';
import { shardWorkflowId } from '../contract/names.ts';
import type { Shard } from '../contract/run.ts';
import { addTallies } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { alongside } from './alongside.ts';
import type { Gate } from './gate.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { preferenceShard } from './preference-shard.ts';
import { rowsLabel } from './rows-label.ts';
import type { ShardWindow } from './shard-window.ts';

/** Runs the planned shards and plans on, until all are done or this execution's history has grown enough. */
export async function runShards(run: CarriedRun, window: ShardWindow, gate: Gate): Promise<void> {
  await alongside(
    () => window.keepOrdering(),
    async () => {
      do {
        if (run.shards.length === 0) await planOn(run, gate);
        await mapConcurrently(
          shardsToStart(run),
          () => window.mayStart(),
          (shard) => runShard(run, window, gate, shard),
        );
      } while (run.shards.length === 0 && run.next);
    },
  );
}

/** Ends a run whose rows fail for other reasons than their own: its shards write what is done, and no more starts. */
export function stopIfTooManyFailed(run: CarriedRun, window: ShardWindow, gate: Gate): void {
  const tally = addTallies(run.tally, window.tally());
  if (window.stop || !hasTooManyFailedRows(tally, run.input.limits.maxFailedRowShare)) return;
  window.stop = true;
  gate.open();
  run.shards = [];
  run.next = null;
}

async function planOn(run: CarriedRun, gate: Gate): Promise<void> {
  const { input, source, next } = run;
  if (!next) return;
  const planned = await gate.through(() =>
    datasetActivities.planShards({ source, settings: input, cursor: next }),
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

async function runShard(run: CarriedRun, window: ShardWindow, gate: Gate, shard: Shard): Promise<void> {
  if (window.stop) return;
  const { turns, generators, original, judges, pairing, seed, output } = run.input;
  const workflowId = shardWorkflowId(run.run.workflowId, shard.index);
  const orders = window.add(shard, workflowId);
  const report = await executeChild(preferenceShard, {
    workflowId,
    args: [
      {
        run: run.run,
        source: run.source,
        settings: { turns, generators, original, judges, pairing, seed },
        output,
        shard,
        orders,
      },
    ],
    staticSummary: rowsLabel(shard),
    parentClosePolicy: ParentClosePolicy.TERMINATE,
    cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  window.remove(shard);
  run.tally = addTallies(run.tally, report.tally);
  run.partsByShard[shard.index] = report.parts;
  stopIfTooManyFailed(run, window, gate);
}

export function countRows(shards: readonly Shard[]): number {
  return shards.reduce((sum, { rowCount }) => sum + rowCount, 0);
}
