import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pauseUpdate, resumeUpdate } from '../../src/contract/steering.ts';
import { insufficientQuota, type Behaviour } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { untilState } from './until-state.ts';
import { withPipeline, type Pipeline } from './with-pipeline.ts';

const topics = Array.from({ length: 40 }, (_, at) => `thing ${at}`);

async function withRows(options: Parameters<typeof withPipeline>[0]): Promise<Pipeline> {
  const pipeline = await withPipeline(options);
  await pipeline.place('conversations.jsonl', jsonl(topics.map(conversation)));
  return pipeline;
}

test('an exhausted quota pauses the run, and no row is lost when it is resumed', async () => {
  let isExhausted = true;
  const { provider, input, start, dataDirectory } = await withRows({
    answer: (request, index): Behaviour =>
      isExhausted && index >= 30 ? insufficientQuota() : defaultScript(request),
  });
  const run = await start(input());
  const { pause } = await untilState(run, 'paused');
  expect(pause).toMatchObject({ reason: 'Llm.QuotaExceeded' });

  await untilQuiet(provider.requests);
  const whilePaused = provider.requests.length;
  await sleep(1_500);
  expect(provider.requests).toHaveLength(whilePaused);

  isExhausted = false;
  expect(await run.executeUpdate(resumeUpdate)).toMatchObject({ state: 'running', pause: null });
  const summary = await run.result();
  expect(summary.rows).toBe(40);
  expect(provider.ledger.paid).toBe(160);
  expect(await readManifest(dataDirectory)).toMatchObject({ state: 'complete' });
});

test('a run paused by its user finishes what is in flight, starts nothing, and goes on when resumed', async () => {
  const { provider, input, start } = await withRows({ latencyMilliseconds: 50 });
  const run = await start(input({ limits: { rowsInFlight: 4 } }));
  await untilState(run, 'running');
  expect(await run.executeUpdate(pauseUpdate, { args: [null] })).toMatchObject({
    state: 'draining',
    pause: { reason: 'Requested' },
  });
  await untilState(run, 'paused');
  const whilePaused = provider.requests.length;
  expect(provider.ledger.paid).toBe(whilePaused);
  expect(whilePaused).toBeLessThan(160);
  await sleep(1_500);
  expect(provider.requests).toHaveLength(whilePaused);
  await run.executeUpdate(resumeUpdate);
  await run.result();
  expect(provider.ledger).toMatchObject({ paid: 160, aborted: 0 });
});

test('a source moved away pauses the run until it is back', async () => {
  const { provider, input, start, dataDirectory } = await withRows({ latencyMilliseconds: 20 });
  const source = join(dataDirectory, 'conversations.jsonl');
  // One row in flight: the second of the two shards has not been loaded when the first calls arrive.
  const run = await start(input({ limits: { rowsInFlight: 1 } }));
  await untilRequested(provider.requests, 1);
  await rename(source, `${source}.away`);
  const { pause } = await untilState(run, 'paused');
  expect(pause).toMatchObject({ reason: 'Dataset.SourceChanged' });
  await rename(`${source}.away`, source);
  await run.executeUpdate(resumeUpdate);
  expect((await run.result()).rows).toBe(40);
  expect(provider.ledger.paid).toBe(160);
});

test('an output folder that cannot be written pauses the run until it can', async () => {
  const { provider, input, start, dataDirectory } = await withRows({ latencyMilliseconds: 20 });
  const run = await start(input());
  await untilRequested(provider.requests, 1);
  // A file where the folder of the parts is to be: not even root can write below it.
  const parts = join(dataDirectory, 'out/pairs/.parts');
  await writeFile(parts, 'in the way');
  const { pause } = await untilState(run, 'paused');
  expect(pause).toMatchObject({ reason: 'Dataset.WriteFailed' });
  expect(pause?.message).toContain('a file stands where a folder is needed');
  await rm(parts);
  await run.executeUpdate(resumeUpdate);
  expect((await run.result()).rows).toBe(40);
  expect(await readRows(dataDirectory, 'candidates')).toHaveLength(40);
  expect(provider.ledger.paid).toBe(160);
});

async function untilRequested(requests: Pipeline['provider']['requests'], count: number): Promise<void> {
  while (requests.length < count) await sleep(10);
}

/** Until what was under way, in the provider or on its task queue, has ended: a second without a request. */
async function untilQuiet(requests: Pipeline['provider']['requests']): Promise<void> {
  for (let seen = -1; seen !== requests.length;) {
    seen = requests.length;
    await sleep(1_000);
  }
}
