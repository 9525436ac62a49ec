import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readInputFile } from '../../src/commands/input-file.ts';
import { Problem } from '../../src/commands/problem.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();

test('a file that is not there is a problem that names it', async () => {
  const path = join(await scratchFolder(), 'input.json');
  const failure = await readInputFile(path).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Problem);
  expect((failure as Problem).message).toMatch(`The input file "${path}" could not be read: ENOENT`);
});

test('a folder is a problem', async () => {
  await expect(readInputFile(await scratchFolder())).rejects.toThrow('could not be read: EISDIR');
});

test.each([[''], ['{"seed": 42,}'], ['seed: 42']])(
  'a file that is not JSON is a problem: %j',
  async (text) => {
    const path = join(await scratchFolder(), 'input.json');
    await writeFile(path, text);
    const failure = await readInputFile(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Problem);
    expect((failure as Problem).message).toMatch(`The input file "${path}" is not JSON: `);
  },
);

test('what the JSON means is left to the run', async () => {
  const path = join(await scratchFolder(), 'input.json');
  await writeFile(path, '[1, null]\n');
  expect(await readInputFile(path)).toEqual([1, null]);
});

test('a byte order mark before the JSON is passed over', async () => {
  const path = join(await scratchFolder(), 'input.json');
  await writeFile(path, '\uFEFF{"seed": 42}');
  await expect(readInputFile(path)).resolves.toEqual({ seed: 42 });
});
