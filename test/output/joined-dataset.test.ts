import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import type { PublishDatasetInput } from '../../src/contract/activities.ts';
import { addTallies, tallyOfRow } from '../../src/contract/tally.ts';
import { droppedSourceRows } from '../../src/dataset/earlier-dataset.ts';
import { readManifest } from '../../src/dataset/read-manifest.ts';
import { folderInStorage } from '../../src/dataset/published-folder.ts';
import { differences } from '../../src/dataset/verify-dataset.ts';
import { claimOutput } from '../../src/output/output-claim.ts';
import { writePart } from '../../src/output/part-files.ts';
import { publishDataset } from '../../src/output/publish-dataset.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { runInput } from '../source/run-settings.ts';
import { pairedRow, tiedRow, toolRow, unreadableRow } from '../preference/kept-rows.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { publishRows } from './publish-rows.ts';

const scratchFolder = scratchFolders();

async function earlierOf(folder: string) {
  const read = await readManifest(localFolder(folder), 'out/letters');
  if ('problem' in read) throw new Error(read.problem);
  return { folder: localFolder(folder), manifest: read.manifest };
}

/** Publishes the rows made anew in a folder of their own, beside those of an earlier dataset. */
async function publishAnew(
  earlierFolder: string,
  rows: readonly KeptRow[],
  formats: string[],
  more: Record<string, unknown> = {},
) {
  const folder = await scratchFolder();
  const storage = localFolder(folder);
  const input = runInput({ output: { path: 'out/letters-2', formats, ...more } });
  const run = { workflowId: 'letters-2', runId: 'run-2' };
  await claimOutput(storage, 'out/letters-2', run);
  await writePart({ storage, shard: 0, part: 0 }, rows, input.output);
  const request: PublishDatasetInput = {
    run,
    input,
    source: { path: 'letters.jsonl', name: 'letters', bytes: 9, files: 1, fingerprint: 'abc', mapping: {} },
    partsByShard: [1],
    tally: addTallies(...rows.map(tallyOfRow)),
    prices: {},
    startedAt: 1_700_000_100_000,
    partial: null,
  };
  const earlier = await earlierOf(earlierFolder);
  return { folder, request, earlier, summary: await publishDataset(storage, request, { earlier }) };
}

async function dataFiles(folder: string): Promise<Record<string, string>> {
  const { manifest } = await earlierOf(folder);
  const contents = manifest.files.map(async ({ path }): Promise<[string, string]> => [
    path,
    await readFile(join(folder, path), 'base64'),
  ]);
  return Object.fromEntries(await Promise.all(contents));
}

const before = [
  tiedRow('letters/0'),
  pairedRow('letters/1'),
  unreadableRow('letters/2'),
  pairedRow('letters/3'),
  tiedRow('letters/10'),
];

test.each([[['parquet']], [['jsonl']], [['parquet', 'jsonl']]])(
  'rows made anew stand among the others as if they had been there, written as %j',
  async (formats) => {
    const earlierFolder = await scratchFolder();
    const settings = { output: { path: 'out/letters', formats } };
    await publishRows(earlierFolder, before, { settings });
    const anew = [pairedRow('letters/0'), pairedRow('letters/2'), tiedRow('letters/10')];
    const { folder, summary } = await publishAnew(earlierFolder, anew, formats);
    expect(summary).toMatchObject({ rows: 5, pairs: 4, dropped: { 'Pair.Tie': 1 } });

    const whole = await scratchFolder();
    const [first, second, third, fourth, fifth] = [anew[0], before[1], anew[1], before[3], anew[2]];
    await publishRows(whole, [first!, second!, third!, fourth!, fifth!], { settings });
    expect(await dataFiles(folder)).toEqual(await dataFiles(whole));
    const found: string[] = [];
    const { manifest } = await earlierOf(folder);
    for await (const one of differences(folderInStorage(localFolder(folder)), manifest)) found.push(one);
    expect(found).toEqual([]);
  },
);

test('rows that were not made anew stay dropped, each by its reason', async () => {
  const earlierFolder = await scratchFolder();
  await publishRows(earlierFolder, before);
  const { summary } = await publishAnew(earlierFolder, [pairedRow('letters/0')], ['parquet', 'jsonl']);
  expect(summary).toMatchObject({ rows: 5, pairs: 3, dropped: { 'Pair.Tie': 1, 'Dataset.RowInvalid': 1 } });
});

test('tools of one side are columns of both', async () => {
  const earlierFolder = await scratchFolder();
  await publishRows(earlierFolder, [toolRow('letters/0'), tiedRow('letters/1')]);
  const { folder } = await publishAnew(earlierFolder, [pairedRow('letters/1')], ['jsonl']);
  const lines = (await readFile(join(folder, 'jsonl/trl/train-00000-of-00001.jsonl'), 'utf8'))
    .trim()
    .split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { tools: unknown }).tools !== null)).toEqual([true, false]);
});

/** The same row of a conversation of its own. */
function about(row: KeptRow): KeptRow {
  const messages = [{ role: 'user' as const, content: `What about ${row.rowId}?` }];
  return { ...row, columns: row.columns && { ...row.columns, messages } };
}

test('rows that were held out stay so, and those made anew join them by their content', async () => {
  const earlierFolder = await scratchFolder();
  const output = { path: 'out/letters', formats: ['jsonl'], test: 0.5 };
  const ids = Array.from({ length: 20 }, (_, row) => `letters/${row}`);
  const isDropped = (row: number) => row % 3 === 0;
  const rows = ids.map((id, row) => about(isDropped(row) ? tiedRow(id) : pairedRow(id)));
  await publishRows(earlierFolder, rows, { settings: { output } });
  const anew = ids.filter((_, row) => isDropped(row)).map((id) => about(pairedRow(id)));
  const { folder } = await publishAnew(earlierFolder, anew, ['jsonl'], { test: 0.5 });

  const whole = await scratchFolder();
  await publishRows(
    whole,
    ids.map((id) => about(pairedRow(id))),
    { settings: { output } },
  );
  const files = await dataFiles(whole);
  expect(await dataFiles(folder)).toEqual(files);
  expect(files['jsonl/trl/test-00000-of-00001.jsonl']).not.toBe('');
});

test('publishing again gives the same summary', async () => {
  const earlierFolder = await scratchFolder();
  await publishRows(earlierFolder, before);
  const { folder, request, earlier, summary } = await publishAnew(
    earlierFolder,
    [pairedRow('letters/0')],
    ['parquet'],
  );
  expect(await publishDataset(localFolder(folder), request, { earlier })).toEqual(summary);
});

test('the rows of the source that were dropped are told in their order', async () => {
  const earlierFolder = await scratchFolder();
  await publishRows(earlierFolder, before);
  const rows: number[] = [];
  for await (const row of droppedSourceRows(await earlierOf(earlierFolder))) rows.push(row);
  expect(rows).toEqual([0, 2, 10]);
});
