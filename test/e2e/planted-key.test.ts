import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Mood } from './processes/provider-moods.ts';
import { expect, onTestFinished, test } from 'vitest';
import { shardIds } from './trial/recorded-calls.ts';
import { Trial } from './trial/trial.ts';

const key = 'sk-planted-4f1c9d27ab';

/** Everything that a run and its worker leave behind, as text: payloads decoded, files read, output kept. */
async function traces(trial: Trial): Promise<string[]> {
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

test.each<[Mood, string]>([
  ['echoing', 'COMPLETED'],
  ['echoing401', 'FAILED'],
])(
  'a key that the provider echoes (%s) is in no history, no file and no log',
  { timeout: 120_000 },
  async (mood, end) => {
    const trial = await Trial.prepare({ rows: 20, provider: { mood }, maxFailedRowShare: 1 });
    onTestFinished(() => trial.close());
    await trial.startServer();
    await trial.startWorker(key).untilReady();
    const run = await trial.start();
    expect(await trial.untilEnded(run)).toBe(end);

    const left = await traces(trial);
    const requests = await trial.provider.requests();
    expect(requests.some(({ apiKey }) => apiKey === key)).toBe(true);
    expect(left.join('\n')).toContain('[redacted]');
    expect(left.filter((text) => text.includes(key))).toEqual([]);
  },
);
