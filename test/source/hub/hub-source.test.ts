import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { DatasetAsked } from '../../../src/contract/input/source.schema.ts';
import type { HubSource } from '../../../src/contract/run.ts';
import type { HubAccess } from '../../../src/http/hub-access.ts';
import type { SourceAccess } from '../../../src/source/source-access.ts';
import { findSource, listSourceFiles, openSourceFile } from '../../../src/source/source-files.ts';
import type { FakeRepositoryOptions } from '../../fake-hub/fake-repository.ts';
import { startFakeHub, type FakeHub, type FakeHubOptions } from '../../fake-hub/start-fake-hub.ts';
import { capybaraParquet } from '../../output/parquet-rows.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';
import { sourceAccess } from '../source-access.ts';

const scratchFolder = scratchFolders();
const name = 'nobody/letters';
const token = 'hf_letters';
const asked: DatasetAsked = { hub: name, split: 'train', config: undefined, revision: 'main', mapping: {} };
const parquet = capybaraParquet([[['Hello', 'Hi']], [['Bye', 'Goodbye']]]);
let root: string;

beforeEach(async () => {
  root = await scratchFolder();
});

async function hubWith(
  dataset: Partial<FakeRepositoryOptions> | undefined,
  options: FakeHubOptions = {},
): Promise<FakeHub> {
  const hub = await startFakeHub({ token, datasets: dataset ? [{ name, ...dataset }] : [], ...options });
  onTestFinished(() => hub.close());
  return hub;
}

function access(hub: FakeHub, changes: Partial<HubAccess> = {}): SourceAccess {
  return sourceAccess(root, { endpoint: hub.url, ...changes });
}

async function firstAsk(from: SourceAccess, changes: Partial<DatasetAsked> = {}): Promise<unknown[]> {
  const { source, files } = await findSource(from, { ...asked, ...changes });
  const rows = [];
  for (const file of files) {
    const reader = await openSourceFile(from, source, file);
    for await (const row of reader.rows({ start: 0, number: 1 })) rows.push(row.read());
  }
  return rows;
}

async function failureOf(
  work: Promise<unknown>,
): Promise<{ type: string; message: string; nonRetryable: boolean }> {
  return (await work.then(
    () => {
      throw new Error('It went well');
    },
    (error: unknown) => error,
  )) as { type: string; message: string; nonRetryable: boolean };
}

describe('a dataset that cannot be had is a mistake of the input', () => {
  test.each<[string, Partial<FakeRepositoryOptions> | undefined, Partial<DatasetAsked>, string]>([
    [
      'that is not there',
      undefined,
      {},
      `there is no dataset "${name}" for everybody: if it is private or gated, set HF_TOKEN`,
    ],
    ['that is private', { private: true }, {}, 'set HF_TOKEN'],
    [
      'that is gated',
      { gated: 'manual', files: { 'train.parquet': parquet } },
      {},
      `"${name}" is gated: ask for access at`,
    ],
    [
      'at another revision',
      { files: { 'a.jsonl': '{}' } },
      { revision: 'v2' },
      `there is no revision "v2" of "${name}"`,
    ],
    [
      'of another split',
      { files: { 'train.parquet': parquet } },
      { split: 'test' },
      'there is no split "test", only "train"',
    ],
    [
      'of other formats',
      { files: { 'a.csv': 'a,b' } },
      {},
      'has no Parquet, JSON Lines or JSON files, and the Hub has not',
    ],
    [
      'of other formats at a revision of its own',
      { files: { 'a.csv': 'a' }, converted: { 'default/train/0000.parquet': parquet } },
      { revision: 'HEAD' },
      'at revision "HEAD"',
    ],
    [
      'whose file is cut off',
      { files: { 'train.parquet': parquet.subarray(0, -50) } },
      {},
      '"train.parquet" is a Parquet file that is damaged',
    ],
  ])('%s', async (_what, dataset, changes, problem) => {
    const failure = await failureOf(firstAsk(access(await hubWith(dataset)), changes));
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    expect(failure.message).toContain(problem);
  });

  test('and so is a token that does not open it, which is told nowhere', async () => {
    const hub = await hubWith({ private: true });
    const failure = await failureOf(firstAsk(access(hub, { token: 'hf_stranger' })));
    expect(failure).toMatchObject({ type: 'InvalidInput' });
    expect(failure.message).toContain(`the worker's HF_TOKEN gives no access to "${name}"`);
    expect(JSON.stringify(failure) + failure.message).not.toContain('hf_stranger');
  });
});

describe('what may pass is tried again', () => {
  test.each<[string, NonNullable<FakeHubOptions['meddle']>]>([
    ['a Hub that is down', () => ({ status: 503, text: 'down' })],
    ['a Hub that has enough of us', () => ({ status: 429, text: 'slow down' })],
    ['a connection that breaks', () => 'hang-up'],
  ])('%s', async (_what, meddle) => {
    const failure = await failureOf(
      firstAsk(access(await hubWith({ files: { 'a.jsonl': '{}' } }, { meddle }))),
    );
    expect(failure).toMatchObject({ type: 'Hub.Unavailable', nonRetryable: false });
  });

  test('a Hub that is not there', async () => {
    const hub = await startFakeHub();
    await hub.close();
    const failure = await failureOf(firstAsk(access(hub)));
    expect(failure).toMatchObject({ type: 'Hub.Unavailable', nonRetryable: false });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  test.each([
    ['is shorter than it should be', parquet.subarray(0, 100)],
    ['has other bytes than it should have', Buffer.alloc(parquet.length)],
  ])('a file that %s never reaches the cache', async (_what, content) => {
    const headers = { etag: '"x"', 'content-range': `bytes 0-0/${parquet.length}` };
    const hub = await hubWith(
      { files: { 'train.parquet': parquet } },
      { meddle: ({ path }) => (path.startsWith('/cdn/') ? { status: 206, headers, content } : undefined) },
    );
    const failure = await failureOf(firstAsk(access(hub)));
    expect(failure).toMatchObject({ type: 'Hub.Unavailable', nonRetryable: false });
    expect(await readdir(join(root, '.cache/huggingface/hub/datasets--nobody--letters/blobs'))).toEqual([]);
  });
});

test('a gated or private dataset is read with the token', async () => {
  const hub = await hubWith({ private: true, gated: 'auto', files: { 'train.parquet': parquet } });
  expect(await firstAsk(access(hub, { token }))).toHaveLength(2);
});

test.each<[string, Partial<FakeRepositoryOptions>, number]>([
  ['its own Parquet files', { files: { 'data/train-00000-of-00001.parquet': parquet, 'README.md': '' } }, 2],
  ['its JSON Lines', { files: { 'CapybaraPure.jsonl': '{"a":1}\n' } }, 1],
  [
    'the files the Hub has converted',
    { files: { 'a.csv': '' }, converted: { 'default/train/0000.parquet': parquet } },
    2,
  ],
])('the rows of a dataset are those of %s', async (_what, dataset, rows) => {
  expect(await firstAsk(access(await hubWith(dataset)))).toHaveLength(rows);
});

test('a source is noted with its commit, and stays at it when the branch moves on', async () => {
  const hub = await hubWith({ files: { 'train.parquet': parquet }, card: { license: 'apache-2.0' } });
  const { source, files } = await findSource(access(hub), asked);
  const commit = hub.repository(name).at('main')?.sha;
  expect(source).toEqual({
    name: 'letters',
    hub: name,
    config: 'default',
    split: 'train',
    revision: 'main',
    commit,
    filesCommit: commit,
    license: 'apache-2.0',
    files: 1,
    bytes: parquet.length,
    mapping: {},
  });
  hub.repository(name).commit('main', { 'train.parquet': null, 'train.jsonl': '{}' });
  expect(await listSourceFiles(access(hub), source)).toEqual(files);
  const reader = await openSourceFile(access(hub), source, files[0]!);
  expect(await reader.pass(Infinity)).toEqual({ rows: 2 });
});

test('files the Hub has converted are those of their own commit', async () => {
  const hub = await hubWith({ files: { 'a.csv': '' }, converted: { 'default/train/0000.parquet': parquet } });
  const { source, files } = await findSource(access(hub), asked);
  const { commit, filesCommit } = source as HubSource;
  expect([commit, filesCommit]).toEqual(
    ['main', 'refs/convert/parquet'].map((branch) => hub.repository(name).at(branch)?.sha),
  );
  hub.repository(name).commit('refs/convert/parquet', { 'default/train/0001.parquet': parquet });
  expect(await listSourceFiles(access(hub), source)).toEqual(files);
});

test('a file is fetched once, into the folders that huggingface_hub uses', async () => {
  const hub = await hubWith({ files: { 'data/train-00000-of-00001.parquet': parquet } });
  await Promise.all([firstAsk(access(hub)), firstAsk(access(hub))]);
  await firstAsk(access(hub));
  expect(new Set(hub.downloads).size).toBe(1);
  expect(hub.requests.filter(({ path }) => path.startsWith('/cdn/')).length).toBeLessThanOrEqual(2);

  const sha = hub.repository(name).at('main')?.sha ?? '';
  const repository = join(root, '.cache/huggingface/hub/datasets--nobody--letters');
  expect(await readFile(join(repository, 'refs/main'), 'utf8')).toBe(sha);
  const snapshot = join(repository, 'snapshots', sha, 'data/train-00000-of-00001.parquet');
  expect((await lstat(snapshot)).isSymbolicLink()).toBe(true);
  expect(await readlink(snapshot)).toMatch(/^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
  expect(await readFile(snapshot)).toEqual(parquet);
});

test('the token goes to the Hub and not to where it sends us for a large file', async () => {
  const elsewhere = await startFakeHub({ datasets: [{ name, files: { 'train.parquet': parquet } }] });
  onTestFinished(() => elsewhere.close());
  const sha256 = elsewhere.repository(name).at('main')?.files.get('train.parquet')?.lfs ?? '';
  const hub = await hubWith(
    { private: true, files: { 'train.parquet': parquet } },
    {
      meddle: ({ path }) =>
        path.includes('/resolve/')
          ? {
              status: 302,
              headers: {
                location: `${elsewhere.url}/cdn/${name}/${sha256}`,
                'x-linked-etag': `"${sha256}"`,
                'x-linked-size': String(parquet.length),
              },
              text: '',
            }
          : undefined,
    },
  );
  expect(await firstAsk(access(hub, { token }))).toHaveLength(2);
  expect(hub.requests.every((request) => request.token === token)).toBe(true);
  expect(elsewhere.requests.map((request) => request.token)).toEqual(elsewhere.requests.map(() => undefined));
});
