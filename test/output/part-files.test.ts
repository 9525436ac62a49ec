import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { steadyConfigs, type ConfigName } from '../../src/preference/config-features.ts';
import { readPartRows, writePart, type PartPlace } from '../../src/output/part-files.ts';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { pairedRow, tiedRow, unreadableRow } from '../preference/kept-rows.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function rowIdsOf(partsByShard: (number | null)[], config: ConfigName): Promise<string[]> {
  const rowIds: string[] = [];
  for await (const { row_id } of readPartRows(localFolder(folder), partsByShard, config)) rowIds.push(row_id);
  return rowIds;
}

async function write(place: Omit<PartPlace, 'storage'>, rows: readonly KeptRow[]): Promise<void> {
  await writePart({ storage: localFolder(folder), ...place }, rows, {
    kto: { desirable: 4, undesirable: 2 },
  });
}

test('a part that was never written is an error, not a gap', async () => {
  await write({ shard: 0, part: 0 }, [pairedRow('garden/0')]);
  await expect(rowIdsOf([2], 'default')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a shard that was not run is passed over', async () => {
  await write({ shard: 1, part: 0 }, [pairedRow('garden/9')]);
  expect(await rowIdsOf([null, 1, 0], 'default')).toEqual(['garden/9']);
});

test('a part has a file for every config, an empty one where no row belongs to it', async () => {
  await write({ shard: 7, part: 1 }, [unreadableRow('garden/0')]);
  expect((await readdir(join(folder, '.parts'))).sort()).toEqual([
    'shard-00007-part-001.candidates.jsonl',
    'shard-00007-part-001.default.jsonl',
    'shard-00007-part-001.dropped.jsonl',
    'shard-00007-part-001.kto.jsonl',
    'shard-00007-part-001.trl.jsonl',
  ]);
  const file = join(folder, '.parts', 'shard-00007-part-001.default.jsonl');
  expect(await readFile(file, 'utf8')).toBe('');
});

test('rows are read in the order of shards and parts, whatever order they were written in', async () => {
  await write({ shard: 1, part: 0 }, [pairedRow('garden/4'), tiedRow('garden/5')]);
  await write({ shard: 0, part: 1 }, [unreadableRow('garden/2'), pairedRow('garden/3')]);
  await write({ shard: 0, part: 0 }, [tiedRow('garden/0'), pairedRow('garden/1')]);
  expect(await rowIdsOf([2, 1], 'default')).toEqual(['garden/1', 'garden/3', 'garden/4']);
  expect(await rowIdsOf([2, 1], 'candidates')).toEqual([0, 1, 3, 4, 5].map((row) => `garden/${row}`));
  expect(await rowIdsOf([2, 1], 'dropped')).toEqual([0, 2, 5].map((row) => `garden/${row}`));
});

test('writing a part again, from rows that went through JSON, gives the same bytes', async () => {
  const rows = [pairedRow('garden/0'), tiedRow('garden/1'), unreadableRow('garden/2')];
  const bytes = () =>
    Promise.all(
      steadyConfigs.map((config) => readFile(join(folder, '.parts', `shard-00000-part-000.${config}.jsonl`))),
    );
  await write({ shard: 0, part: 0 }, rows);
  const before = await bytes();
  await write({ shard: 0, part: 0 }, JSON.parse(JSON.stringify(rows)) as typeof rows);
  expect(await bytes()).toEqual(before);
});

test('a row whose text holds what some readers take for line ends is read as one row', async () => {
  const { columns, ...row } = pairedRow('garden/0');
  const generations = ['A\u2028cat.', null, 'Birch\u2029\u0085\v.'];
  await write({ shard: 0, part: 0 }, [{ ...row, columns: { ...columns!, generations } }]);
  const read: unknown[] = [];
  for await (const candidates of readPartRows(localFolder(folder), [1], 'candidates'))
    read.push(candidates.generations);
  expect(read).toEqual([generations]);
});
