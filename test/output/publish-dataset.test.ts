import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishDatasetInput } from '../../src/contract/activities.ts';
import { addTallies, tallyOfCall, tallyOfRow } from '../../src/contract/tally.ts';
import { steadyConfigs } from '../../src/preference/config-features.ts';
import { claimOutput } from '../../src/output/output-claim.ts';
import { writePart } from '../../src/output/part-files.ts';
import { publishDataset } from '../../src/output/publish-dataset.ts';
import { finishedManifestSchema } from '../../src/dataset/manifest.schema.ts';
import type { PublishedFile } from '../../src/output/publish-files.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { pairedRow, tiedRow, unreadableRow } from '../preference/kept-rows.ts';
import { runInput } from '../source/run-settings.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const run = { workflowId: 'letters', runId: 'run-1' };
const { kto } = runInput().output;
const parts = [
  { shard: 0, part: 0, rows: [pairedRow('letters/0'), tiedRow('letters/1')] },
  { shard: 0, part: 1, rows: [unreadableRow('letters/2')] },
  { shard: 1, part: 0, rows: [pairedRow('letters/3'), pairedRow('letters/4')] },
];
const request: PublishDatasetInput = {
  run,
  input: runInput(),
  source: {
    path: 'letters.jsonl',
    name: 'letters',
    files: 1,
    bytes: 9,
    fingerprint: 'abc',
    mapping: {},
  },
  partsByShard: [2, 1],
  tally: addTallies(
    ...parts.flatMap(({ rows }) => rows.map(tallyOfRow)),
    tallyOfCall('simulated/terse', { promptTokens: 10, completionTokens: 2 }),
  ),
  prices: { 'simulated/terse': { promptUsdPerMillion: 0, completionUsdPerMillion: 0 } },
  startedAt: 1_700_000_100_000,
  partial: null,
};
let folder: string;

async function claimFolder(): Promise<string> {
  folder = await scratchFolder();
  await claimOutput(localFolder(folder), 'out/letters', run);
  return folder;
}

async function writeParts(folder: string, order = parts): Promise<void> {
  for (const { rows, ...place } of order)
    await writePart({ storage: localFolder(folder), ...place }, rows, { kto });
}

beforeEach(async () => {
  await writeParts(await claimFolder());
});

/** The bytes of every file but the manifest, which tells the time. */
async function data(): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'run.json');
  const contents = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries((await Promise.all(contents)).sort());
}

async function manifest() {
  return JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as Record<string, unknown>;
}

describe('a run whose counts the parts do not bear out', () => {
  test.each([
    ['more', 6],
    ['fewer', 4],
  ])('because it finished %s rows is not published, and its parts stay', async (_case, rows) => {
    const wrong = { ...request, tally: { ...request.tally, rows } };
    await expect(publishDataset(localFolder(folder), wrong)).rejects.toMatchObject({
      type: 'Dataset.WriteFailed',
      nonRetryable: true,
      message: expect.stringContaining(`hold 5 rows and the run finished ${rows}`) as unknown,
    });
    expect(await manifest()).toMatchObject({ state: 'unfinished' });
    expect(await readdir(join(folder, '.parts'))).toHaveLength(15);
  });

  test('because a part is missing is not published', async () => {
    await rm(join(folder, '.parts', 'shard-00001-part-000.default.jsonl'));
    await expect(publishDataset(localFolder(folder), request)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await manifest()).toMatchObject({ state: 'unfinished' });
  });
});

test('the summary is where the dataset is and what was counted', async () => {
  expect(await publishDataset(localFolder(folder), request)).toEqual({
    output: 'out/letters',
    rows: 5,
    pairs: 3,
    dropped: { 'Dataset.RowInvalid': 1, 'Pair.Tie': 1 },
    usage: { 'simulated/terse': { calls: 1, promptTokens: 10, completionTokens: 2, costUsd: 0 } },
    costUsd: 0,
    unpriced: [],
    estimated: [],
    lossyModels: [],
  });
});

test('the parts are gone afterwards, a file for each config and format is left, with cards and a report', async () => {
  await publishDataset(localFolder(folder), request);
  expect(await readdir(folder)).not.toContain('.parts');
  expect(Object.keys(await data())).toEqual(
    [
      ...steadyConfigs.map((config) => `${config}/train-00000-of-00001.parquet`),
      ...steadyConfigs.map((config) => `jsonl/${config}/train-00000-of-00001.jsonl`),
      ...['README.md', 'jsonl/README.md', 'report.html'],
    ].sort(),
  );
});

test.each([
  ['parquet', ['README.md', ...steadyConfigs, 'report.html', 'run.json']],
  ['jsonl', ['README.md', 'jsonl', 'report.html', 'run.json']],
])('only %s is written where it alone is asked for', async (format, names) => {
  const input = runInput({ output: { path: 'out/letters', formats: [format] } });
  await publishDataset(localFolder(folder), { ...request, input });
  expect((await readdir(folder)).sort()).toEqual([...names].sort());
});

test('the report shows the pairs, and its numbers stand in the manifest', async () => {
  await publishDataset(localFolder(folder), request);
  const report = await readFile(join(folder, 'report.html'), 'utf8');
  expect(report).toContain('Simulated run.');
  expect(report).toContain('letters/3');
  expect(await manifest()).toMatchObject({
    report: 'report.html',
    quality: {
      rows: 5,
      pairs: 3,
      models: [{ model: 'a' }, { model: 'b' }, { model: 'c' }],
      drops: expect.arrayContaining([{ reason: 'Pair.Tie', rows: 1 }]) as unknown,
      usage: { calls: 1, promptTokens: 10, completionTokens: 2 },
    },
  });
});

test('the manifest tells each file with its rows, bytes and checksum', async () => {
  await publishDataset(localFolder(folder), request);
  const { files, ...told } = (await manifest()) as { files: PublishedFile[] };
  expect(told).toMatchObject({
    ...run,
    state: 'complete',
    simulated: true,
    startedAt: '2023-11-14T22:15:00.000Z',
    source: request.source,
    counts: { rows: 5, pairs: 3, dropped: { 'Dataset.RowInvalid': 1, 'Pair.Tie': 1 } },
  });
  expect(files.map(({ config, format, rows }) => [config, format, rows])).toEqual(
    Object.entries({ default: 3, trl: 3, kto: 8, candidates: 4, dropped: 2 }).flatMap(([config, rows]) => [
      [config, 'parquet', rows],
      [config, 'jsonl', rows],
    ]),
  );
  for (const { path, bytes, sha256 } of files) {
    const content = await readFile(join(folder, path));
    expect(content).toHaveLength(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  }
});

test('a run with no simulated model does not call itself simulated', async () => {
  const input = runInput({ generators: [{ model: 'a/m' }], judges: [{ model: 'a/simulated/j' }] });
  await publishDataset(localFolder(folder), { ...request, input });
  expect(await manifest()).toMatchObject({ simulated: false });
});

test('publishing twice gives the same bytes and the same summary, the manifest too', async () => {
  const summary = await publishDataset(localFolder(folder), request);
  const before = [await data(), await readFile(join(folder, 'run.json'))];
  expect(await publishDataset(localFolder(folder), request)).toEqual(summary);
  expect([await data(), await readFile(join(folder, 'run.json'))]).toEqual(before);
});

test('an attempt that was killed before it removed the parts is finished by the next', async () => {
  await publishDataset(localFolder(folder), request);
  const before = await data();
  await mkdir(join(folder, '.parts'));
  await writeFile(join(folder, '.parts', 'shard-00000-part-000.default.jsonl'), 'half a ro');
  await publishDataset(localFolder(folder), request);
  expect(await readdir(folder)).not.toContain('.parts');
  expect(await data()).toEqual(before);
});

test('an attempt that was killed before its manifest is made again with the same bytes', async () => {
  const claim = await readFile(join(folder, 'run.json'));
  await publishDataset(localFolder(folder), request);
  const before = await data();
  await writeFile(join(folder, 'run.json'), claim);
  await writeParts(folder);
  await publishDataset(localFolder(folder), request);
  expect(await data()).toEqual(before);
});

test('an attempt that was killed among its files leaves nothing of them behind', async () => {
  await publishDataset(localFolder(folder), request);
  const before = await data();
  await writeParts(await claimFolder());
  await mkdir(join(folder, 'default'));
  await writeFile(join(folder, 'default', 'train-00000-of-00001.parquet'), 'an earlier attempt');
  await writeFile(join(folder, '.parts', 'data.5ad0-killed.tmp'), 'half a fi');
  await publishDataset(localFolder(folder), request);
  expect(await data()).toEqual(before);
});

test('parts written in another order give the same bytes', async () => {
  await publishDataset(localFolder(folder), request);
  const before = await data();
  await writeParts(await claimFolder(), parts.toReversed());
  await publishDataset(localFolder(folder), request);
  expect(await data()).toEqual(before);
});

test('the same rows in other shards and parts give the same bytes, also in several files', async () => {
  const sizes = { fileBytes: 300, rowGroupBytes: 100 };
  await publishDataset(localFolder(folder), request, { sizes });
  const before = await data();
  const place = { storage: localFolder(await claimFolder()), shard: 3, part: 0 };
  await writePart(
    place,
    parts.flatMap(({ rows }) => rows),
    { kto },
  );
  await publishDataset(localFolder(folder), { ...request, partsByShard: [null, 0, null, 1] }, { sizes });
  expect(await data()).toEqual(before);
  expect(Object.keys(before)).toContain('jsonl/default/train-00002-of-00003.jsonl');
});

test('a run without rows is published with files that have none', async () => {
  const nothing = { ...request, partsByShard: [], tally: addTallies() };
  expect(await publishDataset(localFolder(folder), nothing)).toMatchObject({ rows: 0, pairs: 0 });
  const { files } = finishedManifestSchema.parse(await manifest());
  expect(files).toHaveLength(2 * steadyConfigs.length);
  expect(files.every(({ rows }) => rows === 0)).toBe(true);
});

test('a run that was stopped early says so, and why', async () => {
  const partial = { reason: 'Run.TooManyFailedRows', message: 'too many rows failed' } as const;
  const tally = addTallies(...parts.slice(2).flatMap(({ rows }) => rows.map(tallyOfRow)));
  await publishDataset(localFolder(folder), { ...request, partsByShard: [null, 1], tally, partial });
  expect(await manifest()).toMatchObject({ state: 'partial', partial: 'too many rows failed' });
});
