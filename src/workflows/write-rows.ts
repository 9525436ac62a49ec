import { CancellationScope } from '@temporalio/workflow';
import { splitBySize } from '../contract/split-by-size.ts';
import type { ShardInput } from '../contract/workflows.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import { datasetActivities } from './activity-proxies.ts';
import type { Gate } from './gate.ts';
import { rowsLabel } from './rows-label.ts';

type WrittenShard = Pick<ShardInput, 'run' | 'output' | 'shard' | 'settings'>;

/** Whoever cancels a run does not wait for a broken disk. */
const longestWait = '30 seconds';

/** Writes what a shard has ranked, in parts that fit a payload; returns how many. */
export async function writeRows(shard: WrittenShard, rows: KeptRow[], gate: Gate): Promise<number> {
  return await writeParts(shard, rows, (write) => gate.through(() => write({})));
}

/** The same in a shard that is being cancelled: past the gate, and only once. */
export async function writeRowsOfCancelled(shard: WrittenShard, rows: KeptRow[]): Promise<number> {
  return await CancellationScope.nonCancellable(() =>
    writeParts(shard, rows, (write) => write({ scheduleToCloseTimeout: longestWait })),
  );
}

type Write = (options: { scheduleToCloseTimeout?: typeof longestWait }) => Promise<void>;

async function writeParts(
  { run, output, shard, settings: { turns } }: WrittenShard,
  rows: KeptRow[],
  carryOut: (write: Write) => Promise<void>,
): Promise<number> {
  const parts = splitBySize(rows);
  for (const [part, partRows] of parts.entries()) {
    await carryOut((options) =>
      datasetActivities.writeShard.executeWithOptions(
        { ...options, summary: `${rowsLabel(shard)} · part ${part}` },
        [{ run, output, turns, shard: shard.index, part, rows: partRows }],
      ),
    );
  }
  return parts.length;
}
