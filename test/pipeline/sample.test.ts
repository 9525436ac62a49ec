import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from '@temporalio/worker';
import { expect, inject, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import { readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

/** Real Capybara rows, which lie beside the repository where it is developed. */
const sample = fileURLToPath(new URL('../../../shared/data/capybara-sample.jsonl', import.meta.url));

test.skipIf(!existsSync(sample))(
  'the 16 sample rows take exactly 64 calls, are all accounted for, and replay from what the Temporal CLI shows',
  async () => {
    const { provider, dataDirectory, workflowId, input, start } = await withPipeline();
    await copyFile(sample, join(dataDirectory, 'capybara-sample.jsonl'));
    const run = await start(input({ source: { path: 'capybara-sample.jsonl' } }));
    const summary = await run.result();

    expect(provider.requests).toHaveLength(64);
    expect(provider.ledger.paid).toBe(64);
    const pairs = await readRows(dataDirectory, 'default');
    const dropped = await readRows(dataDirectory, 'dropped');
    expect(pairs.length + dropped.length).toBe(16);
    expect(summary).toMatchObject({ rows: 16, pairs: pairs.length, output: 'out/pairs' });
    expect(Object.keys(pairs[0]!).slice(0, 7)).toEqual([
      'source',
      'chosen',
      'chosen_rating',
      'chosen_model',
      'rejected',
      'rejected_rating',
      'rejected_model',
    ]);

    for (const id of [workflowId, shardWorkflowId(workflowId, 0)]) {
      await Worker.runReplayHistory(
        { workflowBundle: { codePath: workflowBundlePath } },
        await shownHistory(id),
        id,
      );
    }
  },
);

async function shownHistory(workflowId: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    inject('temporalCli'),
    [
      'workflow',
      'show',
      '--workflow-id',
      workflowId,
      '--output',
      'json',
      '--address',
      inject('temporalAddress'),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as unknown;
}
