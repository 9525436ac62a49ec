import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nameFreeRun } from '../../src/commands/free-run.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const input = { seed: 7, output: { path: 'out/letters', formats: ['jsonl'] } };
let root: string;

beforeEach(async () => {
  root = await scratchFolder();
});

test.each([[undefined], [null], [[]], ['out'], [{}], [{ output: 'out' }], [{ output: { path: 7 } }]])(
  'an input without an output path is left to its run: %j',
  (given) => {
    expect(nameFreeRun(given, root)).toEqual({ workflowId: 'run', input: given });
  },
);

test('a run is called like its output folder, and the input stays as it was where that is free', () => {
  expect(nameFreeRun(input, root)).toEqual({ workflowId: 'letters', input });
});

test('taken names are counted on, in the order of the input', async () => {
  await mkdir(join(root, 'out', 'letters'), { recursive: true });
  await writeFile(join(root, 'out', 'letters-2'), 'a file takes a name too');
  const { workflowId, input: named } = nameFreeRun(input, root);
  expect(workflowId).toBe('letters-3');
  expect(named).toEqual({ seed: 7, output: { path: 'out/letters-3', formats: ['jsonl'] } });
  expect(input.output.path).toBe('out/letters');
});

test('only folders of the data directory count as taken', async () => {
  const elsewhere = await scratchFolder();
  await mkdir(join(elsewhere, 'out', 'letters'), { recursive: true });
  expect(nameFreeRun(input, root).workflowId).toBe('letters');
});
