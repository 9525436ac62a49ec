import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { progressQuery } from '../../src/contract/steering.ts';
import { failure } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { runCommand } from './run-command.ts';
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
      index < 100 ? defaultScript(request) : failure(400, { message: 'Malformed input' }),
  });
  await place('conversations.jsonl', rows);
  const cause = await causeOf(await start(input({ limits: { rowsInFlight: 10, maxFailedRowShare: 0.2 } })));
  expect(cause).toMatchObject({ type: 'Run.TooManyFailedRows' });
  expect(cause?.message).toMatch(/failed: \d+ × Llm\.BadRequest/);
  expect(cause?.message).toContain('marked as partial');

  const manifest = await readManifest(dataDirectory);
  expect(manifest).toMatchObject({ state: 'partial' });
  expect(cause?.message).toContain(`${String(manifest['partial'])}. What was finished (`);
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
  // One that had rows done has written them, and ends as any other.
  expect((await client.workflow.getHandle(shardWorkflowId(workflowId, 0)).describe()).status.name).toMatch(
    /^(CANCELLED|COMPLETED)$/,
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

/** A run of four shards, the first of which is done; the calls of the others never end. */
async function withFirstShardDone() {
  const pipeline = await withPipeline({
    answer: (request) => {
      const row = /thing (\d+)/.exec(JSON.stringify(request.body.messages))?.[1];
      return Number(row) >= 32 ? { kind: 'hang' } : defaultScript(request);
    },
  });
  await pipeline.place('conversations.jsonl', rows);
  const run = await pipeline.start(pipeline.input({ limits: { rowsInFlight: 40 } }));
  while ((await run.query(progressQuery)).rows.done < 32) await sleep(50);
  const shard = pipeline.client.workflow.getHandle(shardWorkflowId(pipeline.workflowId, 0));
  await shard.result();
  return { pipeline, run };
}

test('a key refused in the middle of a run leaves its finished rows published, and the program says where', async () => {
  const { place, input, start, dataDirectory, workflowId } = await withPipeline({
    answer: (request, index) =>
      index < 60 ? defaultScript(request) : failure(401, { message: 'Incorrect API key provided' }),
  });
  await place('conversations.jsonl', rows);
  const cause = await causeOf(await start(input({ limits: { rowsInFlight: 5 } })));
  expect(cause).toMatchObject({ type: 'Llm.Unauthorized' });
  const manifest = await readManifest(dataDirectory);
  expect(manifest).toMatchObject({ state: 'partial' });
  const pairs = await readRows(dataDirectory, 'default');
  const dropped = await readRows(dataDirectory, 'dropped');
  expect(pairs.length + dropped.length).toBeGreaterThanOrEqual(10);
  expect(manifest['counts']).toMatchObject({ rows: pairs.length + dropped.length, pairs: pairs.length });

  const { code, output } = await runCommand({ folder: dataDirectory }, ['watch', workflowId]);
  expect(code).toBe(1);
  expect(output).toContain(`The dataset is in out/pairs: ${pairs.length} pairs from`);
  expect(output).toContain(`pairs) is in "out/pairs", marked as partial`);
});

test('what a terminated run had written is published by the command finish, once and again', async () => {
  const { pipeline, run } = await withFirstShardDone();
  await run.terminate('enough');
  const place = { folder: pipeline.dataDirectory };
  const { code, output } = await runCommand(place, ['finish', pipeline.workflowId]);
  expect(output).toContain('the run was terminated after 23 of 100 rows; published on request');
  expect(code).toBe(0);
  const published =
    (await readRows(pipeline.dataDirectory, 'default')).length +
    (await readRows(pipeline.dataDirectory, 'dropped')).length;
  expect(published).toBe(23);
  expect(await readManifest(pipeline.dataDirectory)).toMatchObject({
    state: 'partial',
    counts: { rows: 23 },
  });
  expect((await runCommand(place, ['finish', pipeline.workflowId])).code).toBe(0);
});

test('a run that goes on is finished by the same command, without its rows in flight if that is asked', async () => {
  const { pipeline } = await withFirstShardDone();
  const { code, output } = await runCommand({ folder: pipeline.dataDirectory }, [
    'finish',
    pipeline.workflowId,
    '--wait',
    '0',
  ]);
  expect(output).toContain('partial: finished on request, after 32 of 100 rows');
  expect(code).toBe(0);
  expect(await readManifest(pipeline.dataDirectory)).toMatchObject({
    state: 'partial',
    counts: { rows: 32 },
  });
});

test('of a run that has no plan there is nothing to finish, which is said in words', async () => {
  const pipeline = await withPipeline();
  const run = await pipeline.start({ nothing: true });
  await run.result().catch(() => undefined);
  const { code, output } = await runCommand({ folder: pipeline.dataDirectory }, [
    'finish',
    pipeline.workflowId,
  ]);
  expect(code).toBe(1);
  expect(output).toContain('ended before it was planned');
});
