import { appendFile, mkdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalSource } from '../../../src/contract/run.ts';
import { DataDirectory } from '../../../src/storage/data-directory.ts';
import { findLocalFiles, findPlannedFiles, locateFile } from '../../../src/source/files/local-files.ts';
import { findSource } from '../../../src/source/source-files.ts';
import { sourceAccess } from '../source-access.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let root: string;
let directory: DataDirectory;
let path: string;

beforeEach(async () => {
  root = await scratchFolder();
  directory = new DataDirectory(root);
  path = join(root, 'letters.jsonl');
  await writeFile(path, '{"a":1}\n');
});

describe('a source that cannot be read is a mistake of the input', () => {
  test.each([
    ['../x.jsonl', `"../x.jsonl" lies outside the worker's DATA_DIR`],
    ['new/x.jsonl', `there is no file "new/x.jsonl" in the worker's DATA_DIR`],
    ['letters.jsonl/x.jsonl', `there is no file "letters.jsonl/x.jsonl" in the worker's DATA_DIR`],
    ['folder.jsonl', '"folder.jsonl" is not a file'],
    ['empty.jsonl', '"empty.jsonl" is empty'],
  ])('%s', async (given, problem) => {
    await mkdir(join(root, 'folder.jsonl'));
    await writeFile(join(root, 'empty.jsonl'), '');
    await expect(findLocalFiles(directory, given)).rejects.toMatchObject({
      type: 'InvalidInput',
      nonRetryable: true,
      message: `The input has a problem:\n- source.path: ${problem}`,
    });
  });
});

test('a file is noted with its size and time', async () => {
  const { mtimeMs } = await stat(path);
  expect(await findLocalFiles(directory, './letters.jsonl')).toEqual([
    { path: './letters.jsonl', bytes: 8, modifiedAt: Math.floor(mtimeMs) },
  ]);
});

describe('a source that was noted', () => {
  test.each<[string, () => Promise<void>]>([
    ['grew', () => appendFile(path, '{}\n')],
    ['was touched', () => utimes(path, new Date(0), new Date(0))],
    ['is gone', () => rm(path)],
  ])('and then %s is not mixed with what it was', async (_case, change) => {
    const [file] = await findLocalFiles(directory, 'letters.jsonl');
    await change();
    await expect(locateFile(directory, file!)).rejects.toMatchObject({
      type: 'Dataset.SourceChanged',
      nonRetryable: true,
      message: expect.stringContaining('"letters.jsonl" was changed') as unknown,
    });
  });

  test('and then became a symlink to the outside is refused', async () => {
    const [file] = await findLocalFiles(directory, 'letters.jsonl');
    const elsewhere = join(await scratchFolder(), 'letters.jsonl');
    await writeFile(elsewhere, '{"a":1}\n');
    await rm(path);
    await symlink(elsewhere, path);
    await expect(locateFile(directory, file!)).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  test('and stayed as it was is opened at its real place', async () => {
    await symlink('letters.jsonl', join(root, 'link.jsonl'));
    const [file] = await findLocalFiles(directory, 'link.jsonl');
    expect(await locateFile(directory, file!)).toBe(path);
  });
});

describe('wildcards', () => {
  beforeEach(async () => {
    for (const name of [
      'data/b.jsonl',
      'data/a.jsonl',
      'data/deep/c.json.gz',
      'data/notes.txt',
      '.hidden/d.jsonl',
    ]) {
      await mkdir(join(root, name, '..'), { recursive: true });
      await writeFile(join(root, name), '{}\n');
    }
  });

  test.each([
    ['data/*.jsonl', ['data/a.jsonl', 'data/b.jsonl']],
    ['data/[ab].jsonl', ['data/a.jsonl', 'data/b.jsonl']],
    ['**/*.jsonl', ['data/a.jsonl', 'data/b.jsonl', 'letters.jsonl']],
    ['data/**/*.{jsonl,json.gz}', ['data/a.jsonl', 'data/b.jsonl', 'data/deep/c.json.gz']],
  ])('%s name files in the order of their names', async (pattern, paths) => {
    expect((await findLocalFiles(directory, pattern)).map((file) => file.path)).toEqual(paths);
  });

  test('that a file has in its own name are taken as they stand', async () => {
    await writeFile(join(root, 'a[1].jsonl'), '{}\n');
    expect(await findLocalFiles(directory, 'a[1].jsonl')).toMatchObject([{ path: 'a[1].jsonl' }]);
  });

  test.each([
    ['none/*.jsonl', 'no file in the worker\'s DATA_DIR has a name like "none/*.jsonl"'],
    ['../*.jsonl', "lies outside the worker's DATA_DIR"],
  ])('%s name none', async (pattern, problem) => {
    await expect(findLocalFiles(directory, pattern)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(problem) as unknown,
    });
  });

  test('lead out of the data directory by no symlink', async () => {
    const elsewhere = join(await scratchFolder(), 'secret.jsonl');
    await writeFile(elsewhere, '{}\n');
    await symlink(elsewhere, join(root, 'data/z.jsonl'));
    await expect(findLocalFiles(directory, 'data/*.jsonl')).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  test('are another source once they name another file', async () => {
    const { source } = await findSource(sourceAccess(root), { path: 'data/*.jsonl', mapping: {} });
    expect(source).toMatchObject({ name: 'data', files: 2, bytes: 6 });
    const planned = source as LocalSource;
    expect(await findPlannedFiles(directory, planned)).toHaveLength(2);
    await writeFile(join(root, 'data/c.jsonl'), '{}\n');
    await expect(findPlannedFiles(directory, planned)).rejects.toMatchObject({
      type: 'Dataset.SourceChanged',
    });
  });
});

test.each([
  ['letters.jsonl', 'letters'],
  ['deep/letters.json.gz', 'letters'],
  ['deep/train-*.parquet', 'train'],
  ['deep/*/x.parquet', 'deep'],
  ['*.jsonl', 'rows'],
])('%s begins its row ids with %s', async (given, name) => {
  await mkdir(join(root, 'deep/er'), { recursive: true });
  for (const file of ['deep/letters.json.gz', 'deep/train-00000-of-00001.parquet', 'deep/er/x.parquet']) {
    await writeFile(join(root, file), 'x');
  }
  expect((await findSource(sourceAccess(root), { path: given, mapping: {} })).source.name).toBe(name);
});
