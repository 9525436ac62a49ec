import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundleInputs } from '../../src/process/bundle-inputs.ts';

async function compiledRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'capybara-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'package-lock.json'), '{}');
  for (const name of ['preference', 'contract/input', 'workflows', 'models', 'process']) {
    await mkdir(join(folder, 'dist', name), { recursive: true });
    await writeFile(join(folder, 'dist', name, 'some.js'), 'export {};');
  }
  await writeFile(join(folder, 'dist/process/workflow-bundle.js'), 'export {};');
  return folder;
}

test.each<[string, (folder: string) => Promise<void>]>([
  [
    'a changed file',
    (folder) => writeFile(join(folder, 'dist/contract/input/some.js'), 'export const x = 1;'),
  ],
  ['a new file', (folder) => writeFile(join(folder, 'dist/workflows/new.js'), '')],
  [
    'another name',
    (folder) => rename(join(folder, 'dist/preference/some.js'), join(folder, 'dist/preference/a.js')),
  ],
  [
    'another way of bundling',
    (folder) => writeFile(join(folder, 'dist/process/workflow-bundle.js'), 'export const x = 1;'),
  ],
  ['other packages', (folder) => writeFile(join(folder, 'package-lock.json'), '{"packages":{}}')],
])('%s calls for another bundle', async (_what, change) => {
  const folder = await compiledRepository();
  const before = await bundleInputs(folder);
  await change(folder);
  expect(await bundleInputs(folder)).not.toBe(before);
});

test('what does not go into the bundle calls for none', async () => {
  const folder = await compiledRepository();
  const before = await bundleInputs(folder);
  await writeFile(join(folder, 'dist/models/some.js'), 'export const x = 1;');
  await writeFile(join(folder, 'dist/workflows/some.js.map'), '{}');
  expect(await bundleInputs(folder)).toBe(before);
});
