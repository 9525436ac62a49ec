import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishDatasetInput } from '../../src/contract/activities.ts';
import { addTallies, tallyOfCall, tallyOfRow } from '../../src/contract/tally.ts';
import { configNames } from '../../src/preference/dataset-columns.ts';
import { claimOutputFolder } from '../../src/dataset/output-folder.ts';
import { writePart } from '../../src/dataset/part-files.ts';
import { publishDataset } from '../../src/dataset/publish-dataset.ts';
import type { PublishedFile } from '../../src/dataset/publish-files.ts';
import { pairedRow, tiedRow, unreadableRow } from '../preference/kept-rows.ts';
import { runInput } from './run-settings.ts';
import { scratchFolders } from './scratch-folder.ts';

const scratchFolder = scratchFolders();
const run = { workflowId: 'letters', runId: 'run-1' };
const parts = [
  { shard: 0, part: 0, rows: [pairedRow('letters/0'), tiedRow('letters/1')] },
  { shard: 0, part: 1, rows: [unreadableRow('letters/2')] },
  { shard: 1, part: 0, rows: [pairedRow('letters/3'), pairedRow('letters/4')] },
];
const request: PublishDatasetInput = {
  run,
  input: runInput(),
  source: { path: 'letters.jsonl', name: 'letters', bytes: 9, modifiedAt: 1_700_000_000_000 },
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

async function writeParts(order = parts): Promise<string> {
  folder = await scratchFolder();
  await claimOutputFolder(folder, 'out/letters', run);
  for (const { rows, ...place } of order) await writePart({ folder, ...place }, rows);
  return folder;
}

beforeEach(async () => {
  folder = await writeParts();
});

function dataFile(config: string): string {
  return join(folder, config, 'train-00000-of-00001.jsonl');
}

function data(): Promise<Buffer[]> {
  return Promise.all(configNames.map((config) => readFile(dataFile(config))));
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
    await expect(publishDataset(folder, wrong)).rejects.toMatchObject({
      type: 'Dataset.WriteFailed',
      nonRetryable: true,
      message: expect.stringContaining(`hold 5 rows and the run finished ${rows}`) as unknown,
    });
    expect(await manifest()).toMatchObject({ state: 'unfinished' });
    expect(await readdir(join(folder, '.parts'))).toHaveLength(9);
  });

  test('because a part is missing is not published', async () => {
    await rm(join(folder, '.parts', 'shard-00001-part-000.default.jsonl'));
    await expect(publishDataset(folder, request)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await manifest()).toMatchObject({ state: 'unfinished' });
  });
});

test('the summary is where the dataset is and what was counted', async () => {
  expect(await publishDataset(folder, request)).toEqual({
    output: 'out/letters',
    rows: 5,
    pairs: 3,
    dropped: { 'Dataset.RowInvalid': 1, 'Pair.Tie': 1 },
    usage: { 'simulated/terse': { calls: 1, promptTokens: 10, completionTokens: 2, costUsd: 0 } },
    costUsd: 0,
    unpriced: [],
  });
});

test('the parts are gone afterwards, one file for each config is left', async () => {
  await publishDataset(folder, request);
  expect((await readdir(folder)).sort()).toEqual([...configNames, 'report.html', 'run.json'].sort());
  for (const config of configNames) {
    expect(await readdir(join(folder, config))).toEqual(['train-00000-of-00001.jsonl']);
  }
});

test('the report shows the pairs, and its numbers stand in the manifest', async () => {
  await publishDataset(folder, request);
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
  await publishDataset(folder, request);
  const { files, ...told } = (await manifest()) as { files: PublishedFile[] };
  expect(told).toMatchObject({
    ...run,
    state: 'complete',
    simulated: true,
    startedAt: '2023-11-14T22:15:00.000Z',
    source: request.source,
    counts: { rows: 5, pairs: 3, dropped: { 'Dataset.RowInvalid': 1, 'Pair.Tie': 1 } },
  });
  expect(files.map(({ config, rows }) => [config, rows])).toEqual([
    ['default', 3],
    ['candidates', 4],
    ['dropped', 2],
  ]);
  for (const { path, bytes, sha256 } of files) {
    const content = await readFile(join(folder, path));
    expect(content).toHaveLength(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  }
});

test('a run with no simulated model does not call itself simulated', async () => {
  const input = runInput({ generators: [{ model: 'a/m' }], judges: [{ model: 'a/simulated/j' }] });
  await publishDataset(folder, { ...request, input });
  expect(await manifest()).toMatchObject({ simulated: false });
});

test('publishing twice gives the same bytes and the same summary, the manifest too', async () => {
  const summary = await publishDataset(folder, request);
  const before = [...(await data()), await readFile(join(folder, 'run.json'))];
  expect(await publishDataset(folder, request)).toEqual(summary);
  expect([...(await data()), await readFile(join(folder, 'run.json'))]).toEqual(before);
});

test('an attempt that was killed before it removed the parts is finished by the next', async () => {
  await publishDataset(folder, request);
  const before = await data();
  await mkdir(join(folder, '.parts'));
  await writeFile(join(folder, '.parts', 'shard-00000-part-000.default.jsonl'), 'half a ro');
  await publishDataset(folder, request);
  expect(await readdir(folder)).not.toContain('.parts');
  expect(await data()).toEqual(before);
});

test('an attempt that was killed before its manifest is made again with the same bytes', async () => {
  const claim = await readFile(join(folder, 'run.json'));
  await publishDataset(folder, request);
  const before = await data();
  await writeFile(join(folder, 'run.json'), claim);
  for (const { rows, ...place } of parts) await writePart({ folder, ...place }, rows);
  await publishDataset(folder, request);
  expect(await data()).toEqual(before);
});

test('parts written in another order give the same bytes', async () => {
  await publishDataset(folder, request);
  const before = await data();
  await writeParts(parts.toReversed());
  await publishDataset(folder, request);
  expect(await data()).toEqual(before);
});

test('a run without rows is published with empty files', async () => {
  const nothing = { ...request, partsByShard: [], tally: addTallies() };
  expect(await publishDataset(folder, nothing)).toMatchObject({ rows: 0, pairs: 0 });
  expect(await data()).toEqual(configNames.map(() => Buffer.alloc(0)));
});

test('a run that was stopped early says so, and why', async () => {
  const partial = { type: 'Run.TooManyFailedRows', message: 'too many rows failed' } as const;
  const tally = addTallies(...parts.slice(2).flatMap(({ rows }) => rows.map(tallyOfRow)));
  await publishDataset(folder, { ...request, partsByShard: [null, 1], tally, partial });
  expect(await manifest()).toMatchObject({ state: 'partial', partial: 'too many rows failed' });
});
