import type { Client } from '@temporalio/client';
import { readConfiguration } from '../process/configuration.ts';
import type { RunIdentity } from '../contract/run.ts';
import { DataDirectory } from '../storage/data-directory.ts';
import { withServer } from './connect.ts';
import { droppedInFolder } from './failures/dropped-in-folder.ts';
import { droppedInHistories, mostShardsRead } from './failures/dropped-in-histories.ts';
import type { DroppedRowsFound } from './failures/dropped-rows.ts';
import { countLines, rowLines } from './failures/failures-lines.ts';
import { readDropped } from './failures/read-dropped.ts';
import { toldFailures } from './failures/told-failures.ts';
import { findRun } from './find-run.ts';
import { plainText, type Say } from './say.ts';
import { describeRetries } from './watch/describe-retries.ts';
import { inputOfRun } from './watch/input-of-run.ts';

const longestRetry = 400;

export interface FailuresOptions {
  /** Rows shown. */
  limit: number;
  reason?: string;
}

/** `npm run failures -- <workflow id>`: how many rows came to nothing, for which reasons, and which. */
export async function showFailures(workflowId: string, options: FailuresOptions, say: Say): Promise<void> {
  await withServer(async (client) => {
    const found = await findRun(client, workflowId);
    const told = await toldFailures(client, found);
    for (const retried of told?.retrying ?? []) say(describeRetries(retried, Date.now(), longestRetry));
    if (told) for (const line of countLines(told.dropped)) say(line);
    else say('No worker answers for this run, so its counts are not known: npm run worker');

    const { rows, from } = await findDroppedRows(client, { workflowId, runId: found.firstRunId });
    const read = await readDropped([rows, told?.lastDrops ?? []], options);
    if (read.rows.length === 0) return;
    say('');
    for (const line of rowLines(read.rows)) say(line);
    if (read.more) say(`… and more: --limit ${options.limit * 10}`);
    say(`(from ${plainText(from)})`);
  });
}

async function findDroppedRows(client: Client, run: RunIdentity): Promise<DroppedRowsFound> {
  const directory = new DataDirectory(readConfiguration().dataDirectory);
  const input = await inputOfRun(client, run.workflowId);
  const inFolder = input && (await droppedInFolder(directory, input.output.path, run));
  return (
    inFolder ?? {
      rows: droppedInHistories(client, run),
      from: `the histories of at most ${mostShardsRead} shards; where DATA_DIR is, all are read from its files`,
    }
  );
}
