import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import { scratchFolders } from './scratch-folder.ts';

const scratchFolder = scratchFolders();
let root: string;
let outside: string;
let directory: DataDirectory;

beforeEach(async () => {
  [root, outside] = [await scratchFolder(), await scratchFolder()];
  directory = new DataDirectory(root);
  await mkdir(join(root, 'letters'));
  await writeFile(join(root, 'letters', 'a.jsonl'), '{}\n');
  await writeFile(join(outside, 'secret.jsonl'), '{}\n');
});

function outsideProblem(path: string) {
  return { problem: `"${path}" lies outside the worker's DATA_DIR` };
}

test.each([
  '..',
  '../x.jsonl',
  'letters/../../x.jsonl',
  '/',
  '/etc/passwd',
  '/etc/passwd/x',
  '/nowhere/at/all',
])('a path that leads outside is refused, whether it exists or not: %s', async (path) => {
  expect(await directory.resolve(path)).toEqual(outsideProblem(path));
});

test('a folder whose name only begins like the data directory is outside', async () => {
  const sibling = `../${basename(root)}-too/x.jsonl`;
  expect(await directory.resolve(sibling)).toEqual(outsideProblem(sibling));
});

test('a NUL character is refused', async () => {
  expect(await directory.resolve('a\0/../../etc')).toEqual({ problem: 'holds a NUL character' });
});

test('a symlink to the outside is refused, also as a folder of what does not exist yet', async () => {
  await symlink(join(outside, 'secret.jsonl'), join(root, 'file.jsonl'));
  await symlink(outside, join(root, 'folder'));
  for (const path of ['file.jsonl', 'folder', 'folder/secret.jsonl', 'folder/new/run']) {
    expect(await directory.resolve(path)).toEqual(outsideProblem(path));
  }
});

test('a symlink to the outside is refused when what it points to is not there yet', async () => {
  await symlink(join(outside, 'later'), join(root, 'link'));
  await symlink('link', join(root, 'link-to-link'));
  for (const path of ['link', 'link/run', 'link-to-link/run']) {
    expect(await directory.resolve(path)).toEqual(outsideProblem(path));
  }
});

test('a folder that becomes a symlink to the outside is refused from then on', async () => {
  expect(await directory.resolve('letters/a.jsonl')).toHaveProperty('path');
  await rename(join(root, 'letters'), join(root, 'moved'));
  await symlink(outside, join(root, 'letters'));
  expect(await directory.resolve('letters/a.jsonl')).toHaveProperty('problem');
});

test('a symlink that leads to itself, and a name no file can have, are problems', async () => {
  await symlink('loop', join(root, 'loop'));
  for (const path of ['loop', 'loop/x', 'n'.repeat(300)]) {
    expect(await directory.resolve(path)).toEqual({
      problem: `"${path}" is too long, or a symlink that leads to itself`,
    });
  }
});

test('a symlink that stays inside is resolved', async () => {
  await symlink('letters', join(root, 'link'));
  await symlink('letters/new', join(root, 'dangling'));
  expect(await directory.resolve('link/a.jsonl')).toEqual({ path: join(root, 'letters', 'a.jsonl') });
  expect(await directory.resolve('dangling/run')).toEqual({ path: join(root, 'letters', 'new', 'run') });
});

test.each([
  ['letters/a.jsonl', 'letters/a.jsonl'],
  ['./letters//a.jsonl', 'letters/a.jsonl'],
  ['letters/../letters/a.jsonl', 'letters/a.jsonl'],
  ['new/folder/run', 'new/folder/run'],
  ['..letters', '..letters'],
  ['letters/a.jsonl/x', 'letters/a.jsonl/x'],
  ['.', ''],
])('%s is inside, whether it exists or not', async (path, real) => {
  expect(await directory.resolve(path)).toEqual({ path: join(root, real) });
});

test('an absolute path to the inside is taken, also through a symlinked data directory', async () => {
  const link = join(outside, 'data');
  await symlink(root, link);
  const linked = new DataDirectory(link);
  expect(await linked.resolve(join(link, 'letters'))).toEqual({ path: join(root, 'letters') });
  expect(await linked.resolve('letters')).toEqual({ path: join(root, 'letters') });
});
