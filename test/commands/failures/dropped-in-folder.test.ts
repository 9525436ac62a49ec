import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { droppedInFolder } from '../../../src/commands/failures/dropped-in-folder.ts';
import { DataDirectory } from '../../../src/storage/data-directory.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const run = { workflowId: 'ponds', runId: 'r1' };

async function outputOf(claim: object, files: Record<string, string>): Promise<DataDirectory> {
  const folder = await scratchFolder();
  const output = join(folder, 'out');
  for (const [name, content] of Object.entries({ 'run.json': JSON.stringify(claim), ...files })) {
    await mkdir(join(output, name, '..'), { recursive: true });
    await writeFile(join(output, name), content);
  }
  return new DataDirectory(folder);
}

const line = (row: number) => `{"row_id":"ponds/${row}","reason":"Pair.Tie","detail":"d"}\n`;

async function rowsIn(directory: DataDirectory): Promise<string[] | undefined> {
  const found = await droppedInFolder(directory, 'out', run);
  if (!found) return undefined;
  const rows: string[] = [];
  for await (const { rowId } of found.rows) rows.push(rowId);
  return rows;
}

test("another run's folder is not read", async () => {
  const claim = { workflowId: 'ponds', runId: 'r0', state: 'complete' };
  expect(await rowsIn(await outputOf(claim, { 'jsonl/dropped/train.jsonl': line(1) }))).toBeUndefined();
});

test('a folder that is not there, or outside, is not read', async () => {
  const directory = new DataDirectory(await scratchFolder());
  expect(await droppedInFolder(directory, 'nowhere', run)).toBeUndefined();
  expect(await droppedInFolder(directory, '../..', run)).toBeUndefined();
});

test('while a run goes on, the parts of its finished shards are read, in order', async () => {
  const directory = await outputOf(
    { ...run, state: 'unfinished' },
    {
      '.parts/shard-00001-part-000.dropped.jsonl': line(40),
      '.parts/shard-00000-part-000.dropped.jsonl': line(3) + line(4),
      '.parts/shard-00000-part-000.default.jsonl': 'not to be read',
    },
  );
  expect(await rowsIn(directory)).toEqual(['ponds/3', 'ponds/4', 'ponds/40']);
});

test('of a published run the dropped config is read', async () => {
  const directory = await outputOf(
    { ...run, state: 'complete' },
    {
      'jsonl/dropped/train-00000-of-00001.jsonl': line(3),
    },
  );
  expect(await rowsIn(directory)).toEqual(['ponds/3']);
});
