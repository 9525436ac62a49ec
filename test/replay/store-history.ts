import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { historiesFolder, unreleased, type StoredHistory } from './histories.ts';

export interface RecordedWorkflow {
  workflowId: string;
  /** Default: its newest execution. */
  runId?: string | undefined;
  /** Default: the shared server. */
  address?: string | undefined;
}

/** Keeps a history as `<kind>/<name>`: as the Temporal CLI shows it, without what tells of the machine. */
export async function storeHistory(
  name: string,
  { workflowId, runId, address = inject('temporalAddress') }: RecordedWorkflow,
): Promise<void> {
  const words = ['workflow', 'show', '--workflow-id', workflowId, '--output', 'json', '--address', address];
  const { stdout } = await promisify(execFile)(
    inject('temporalCli'),
    runId === undefined ? words : [...words, '--run-id', runId],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const anonymous = stdout
    .replace(/"identity": "[^"]*"/g, '"identity": "worker"')
    .replace(/\d+@[\w.-]+/g, 'worker')
    .replace(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
  const { events } = JSON.parse(anonymous) as StoredHistory;
  const file = join(historiesFolder, unreleased, `${name}.json`);
  await mkdir(dirname(file), { recursive: true });
  // An event a line: half the size, and a change shows where it is.
  const lines = events.map((event) => JSON.stringify(event));
  await writeFile(file, `{"events":[\n${lines.join(',\n')}\n]}\n`);
}
