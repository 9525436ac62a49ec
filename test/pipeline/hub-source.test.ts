import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { capybaraParquet } from '../output/parquet-rows.ts';
import { startFakeHub, type FakeHub, type FakeHubOptions } from '../fake-hub/start-fake-hub.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline, type Pipeline } from './with-pipeline.ts';

const name = 'nobody/capybara-few';
const token = 'hf_only_for_this_test';
const topics = ['felt', 'loam', 'tin', 'felt', 'reed', 'wax'];
const files = {
  'data/train-00000-of-00002.parquet': parquetOf(topics.slice(0, 3)),
  'data/train-00001-of-00002.parquet': parquetOf(topics.slice(3)),
};

function parquetOf(chosen: readonly string[]): Buffer {
  return capybaraParquet(
    chosen.map((topic) => [
      [`What is ${topic}?`, `${topic} is a thing.`],
      [`Why ${topic}?`, `For want of another.`],
    ]),
  );
}

async function withHub(
  options: FakeHubOptions,
  hubToken: string | undefined,
): Promise<{ hub: FakeHub; pipeline: Pipeline }> {
  const hub = await startFakeHub(options);
  const cacheDirectory = await mkdtemp(join(tmpdir(), 'capybara-hub-'));
  onTestFinished(async () => {
    await hub.close();
    await rm(cacheDirectory, { recursive: true, force: true });
  });
  const pipeline = await withPipeline({}, { hub: { endpoint: hub.url, token: hubToken, cacheDirectory } });
  return { hub, pipeline };
}

test('a gated dataset of the Hub becomes preferences, at the commit that its branch named', async () => {
  const { hub, pipeline } = await withHub({ token, datasets: [{ name, gated: 'auto', files }] }, token);
  const commit = hub.repository(name).at('main')?.sha;
  const run = await pipeline.start(
    pipeline.input({ source: { hub: name }, rows: { duplicates: 'drop', offset: 1 } }),
  );
  expect(await run.result()).toMatchObject({ rows: 5 });

  const rows = await readRows(pipeline.dataDirectory, 'candidates');
  expect(rows.map((row) => [row['row_id'], row['source']])).toEqual(
    [1, 2, 3, 4, 5].map((row) => [`capybara-few/${row}`, 'invented']),
  );
  expect(await readManifest(pipeline.dataDirectory)).toMatchObject({
    source: { hub: name, split: 'train', revision: 'main', commit, files: 2 },
    input: { source: { hub: name, split: 'train' } },
  });
  const { events } = await run.fetchHistory();
  expect(JSON.stringify(events)).not.toContain(token);
});

test(
  'a dataset that is gated is refused without a token, before anything is paid',
  { timeout: 5_000 },
  async () => {
    const { pipeline } = await withHub({ datasets: [{ name, gated: 'auto', files }] }, undefined);
    const run = await pipeline.start(pipeline.input({ source: { hub: name } }));
    const failed = await run.result().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(WorkflowFailedError);
    expect((failed as WorkflowFailedError).cause).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining("set HF_TOKEN in the worker's environment") as unknown,
    });
    expect(pipeline.provider.requests).toEqual([]);
  },
);

test('a connection that breaks while a run is planned costs it nothing but time', async () => {
  let broken = 0;
  const { pipeline } = await withHub(
    {
      datasets: [{ name, files }],
      meddle: ({ path }) => (path.startsWith('/cdn/') && (broken += 1) <= 2 ? 'hang-up' : undefined),
    },
    undefined,
  );
  const run = await pipeline.start(pipeline.input({ source: { hub: name } }));
  expect(await run.result()).toMatchObject({ rows: 6 });
  expect(broken).toBeGreaterThan(2);
});
