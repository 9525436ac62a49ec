import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { failure } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline, type Run } from './with-pipeline.ts';

const rows = jsonl(Array.from({ length: 100 }, (_, at) => conversation(`thing ${at}`)));

async function causeOf(run: Run): Promise<Error | undefined> {
  const error: unknown = await run.result().catch((failed: unknown) => failed);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause;
}

test('a key that is refused stops the run at once, by name', async () => {
  const { place, input, start, provider, dataDirectory } = await withPipeline({
    answer: () =>
      failure(401, { code: 'invalid_api_key', message: 'Incorrect API key provided: sk-scripted' }),
  });
  await place('conversations.jsonl', rows);
  const cause = await causeOf(await start(input()));
  expect(cause).toBeInstanceOf(ApplicationFailure);
  expect(cause).toMatchObject({ type: 'Llm.Unauthorized', nonRetryable: true });
  expect(cause?.message).not.toContain('sk-scripted');
  expect(provider.requests.length).toBeLessThan(301);
  expect(await readManifest(dataDirectory)).toMatchObject({ state: 'unfinished' });
});

test('too many failed rows stop the run early, and what was finished is published as partial', async () => {
  const { place, input, start, dataDirectory } = await withPipeline({
    answer: (request, index) =>
      index < 100 ? defaultScript(request) : failure(400, { message: 'Unknown parameter' }),
  });
  await place('conversations.jsonl', rows);
  const cause = await causeOf(await start(input({ limits: { rowsInFlight: 10, maxFailedRowShare: 0.2 } })));
  expect(cause).toMatchObject({ type: 'Run.TooManyFailedRows' });
  expect(cause?.message).toMatch(/failed: \d+ × Llm\.BadRequest/);
  expect(cause?.message).toContain('marked as partial');

  const manifest = await readManifest(dataDirectory);
  expect(manifest).toMatchObject({ state: 'partial', partial: cause?.message });
  const published =
    (await readRows(dataDirectory, 'default')).length + (await readRows(dataDirectory, 'dropped')).length;
  expect(manifest['counts']).toMatchObject({ rows: published });
  expect(published).toBeGreaterThan(20);
  expect(published).toBeLessThan(100);
});

test('a cancelled run starts no further call, publishes nothing, and ends as cancelled', async () => {
  const { place, input, start, provider, dataDirectory, client, workflowId } = await withPipeline({
    latencyMilliseconds: 100,
  });
  await place('conversations.jsonl', rows);
  const run = await start(input({ limits: { rowsInFlight: 5 } }));
  while (provider.requests.length < 20) await sleep(10);
  await run.cancel();
  expect(await causeOf(run)).toBeInstanceOf(CancelledFailure);
  const atTheEnd = provider.requests.length;
  await sleep(500);
  expect(provider.requests).toHaveLength(atTheEnd);
  expect((await client.workflow.getHandle(shardWorkflowId(workflowId, 0)).describe()).status.name).toBe(
    'CANCELLED',
  );
  expect(existsSync(join(dataDirectory, 'out/pairs/default'))).toBe(false);
});

test('a terminated run leaves no shard behind', async () => {
  const { place, input, start, provider, client, workflowId } = await withPipeline({
    latencyMilliseconds: 100,
  });
  await place('conversations.jsonl', rows);
  const run = await start(input({ limits: { rowsInFlight: 5 } }));
  while (provider.requests.length < 20) await sleep(10);
  await run.terminate('enough');
  const shard = client.workflow.getHandle(shardWorkflowId(workflowId, 0));
  while ((await shard.describe()).status.name === 'RUNNING') await sleep(50);
  expect((await shard.describe()).status.name).toBe('TERMINATED');
});
