import { appendFile, mkdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { DataDirectory } from '../../src/dataset/data-directory.ts';
import { findSourceFile, openSourceFile } from '../../src/dataset/source-file.ts';
import { scratchFolders } from './scratch-folder.ts';

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
    await expect(findSourceFile(directory, given)).rejects.toMatchObject({
      type: 'InvalidInput',
      nonRetryable: true,
      message: `The input has a problem:\n- source.path: ${problem}`,
    });
  });
});

test('a source is noted with its name, size and time', async () => {
  const { mtimeMs } = await stat(path);
  expect(await findSourceFile(directory, './letters.jsonl')).toEqual({
    path: './letters.jsonl',
    name: 'letters',
    bytes: 8,
    modifiedAt: Math.floor(mtimeMs),
  });
});

describe('a source that was noted', () => {
  test.each<[string, () => Promise<void>]>([
    ['grew', () => appendFile(path, '{}\n')],
    ['was touched', () => utimes(path, new Date(0), new Date(0))],
    ['is gone', () => rm(path)],
  ])('and then %s is not mixed with what it was', async (_case, change) => {
    const source = await findSourceFile(directory, 'letters.jsonl');
    await change();
    await expect(openSourceFile(directory, source)).rejects.toMatchObject({
      type: 'Dataset.SourceChanged',
      nonRetryable: true,
      message: expect.stringContaining('"letters.jsonl" was changed') as unknown,
    });
  });

  test('and then became a symlink to the outside is refused', async () => {
    const source = await findSourceFile(directory, 'letters.jsonl');
    const elsewhere = join(await scratchFolder(), 'letters.jsonl');
    await writeFile(elsewhere, '{"a":1}\n');
    await rm(path);
    await symlink(elsewhere, path);
    await expect(openSourceFile(directory, source)).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  test('and stayed as it was is opened at its real place', async () => {
    await symlink('letters.jsonl', join(root, 'link.jsonl'));
    const source = await findSourceFile(directory, 'link.jsonl');
    expect(source.name).toBe('link');
    expect(await openSourceFile(directory, source)).toBe(path);
  });
});
