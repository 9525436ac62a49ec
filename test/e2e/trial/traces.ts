import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { shardIds } from './recorded-calls.ts';
import type { Trial } from './trial.ts';

/** Everything that a run and its worker leave behind, as text: payloads decoded, files read, output kept. */
export async function traces(trial: Trial): Promise<string[]> {
  const ids = [trial.workflowId, ...(await shardIds(trial.client, trial.workflowId))];
  const histories = await Promise.all(
    ids.map(async (id) => historyToJSON(await trial.client.workflow.getHandle(id).fetchHistory())),
  );
  const payloads = histories.flatMap((history) =>
    [...history.matchAll(/"data": ?"([^"]+)"/g)].map(([, data]) => Buffer.from(data!, 'base64').toString()),
  );
  const names = await readdir(trial.outputFolder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return [...histories, ...payloads, ...contents, ...trial.workers.map((worker) => worker.output())];
}
