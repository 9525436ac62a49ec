import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { NumberedFiles } from '../../../src/output/data-files/numbered-files.ts';
import { localFolder } from '../../../src/storage/local-folder.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let folder: string;
let files: NumberedFiles;

beforeEach(async () => {
  folder = await scratchFolder();
  files = new NumberedFiles({
    storage: localFolder(folder),
    stagingFolder: join(folder, '.parts'),
    directory: 'a/b',
    extension: 'txt',
  });
});

async function writeFiles(...texts: string[]): Promise<void> {
  for (const text of texts) await (await files.next()).write(Buffer.from(text), 1);
}

test('files that are given up leave nothing, whether they were ended or not', async () => {
  await writeFiles('one', 'two');
  await files.discard();
  expect(await readdir(folder, { recursive: true })).toEqual(['.parts']);
});

test('nothing has its name before all have', async () => {
  await writeFiles('one', 'two');
  expect(await readdir(folder)).toEqual(['.parts']);
  await files.discard();
});

test('a file that was taken away before it had its name is an error', async () => {
  await writeFiles('one');
  await rm(join(folder, '.parts'), { recursive: true });
  await expect(files.putInPlace()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('each name tells the number of files, each entry what is in it', async () => {
  await writeFiles('one', 'two and three');
  const stored = await files.putInPlace();
  expect(stored.map(({ path, rows, bytes }) => [path, rows, bytes])).toEqual([
    ['a/b/train-00000-of-00002.txt', 1, 3],
    ['a/b/train-00001-of-00002.txt', 1, 13],
  ]);
  expect(await readFile(join(folder, 'a/b/train-00001-of-00002.txt'), 'utf8')).toBe('two and three');
  expect(await readdir(join(folder, '.parts'))).toEqual([]);
});

test('what was there under the same name is replaced', async () => {
  await writeFiles('one');
  await files.putInPlace();
  files = new NumberedFiles({
    storage: localFolder(folder),
    stagingFolder: join(folder, '.parts'),
    directory: 'a/b',
    extension: 'txt',
  });
  await writeFiles('another');
  await files.putInPlace();
  expect(await readFile(join(folder, 'a/b/train-00000-of-00001.txt'), 'utf8')).toBe('another');
});
