import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { planDataset, type ModelCheck } from '../../src/activities/plan-dataset.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { sourceAccess } from '../source/source-access.ts';
import { planningAccess } from './planning-access.ts';

const scratchFolder = scratchFolders();
const run = { workflowId: 'letters', runId: 'run-1' };
const row = '{"messages":[{"role":"user","content":"Hello"}]}\n';
const knowsSimulated: ModelCheck = {
  problemWith: (model) => (model.startsWith('simulated/') ? undefined : `nobody serves ${model}`),
  priceOf: () => undefined,
};
const input = {
  source: { path: 'letters.jsonl' },
  generators: [{ model: 'simulated/terse' }],
  judges: [{ model: 'simulated/strict' }],
  output: { path: 'out' },
};
let root: string;

beforeEach(async () => {
  root = await scratchFolder();
  await writeFile(join(root, 'letters.jsonl'), row.repeat(3));
});

function plan(given: unknown, by = run) {
  const sources = sourceAccess(root);
  return planDataset({ run: by, input: given }, sources, knowsSimulated, planningAccess(sources));
}

describe('a run that cannot go well', () => {
  test.each<[string, unknown, string[]]>([
    ['without an input', undefined, ['there is none: start the workflow with']],
    [
      'with mistakes in its input',
      { ...input, sead: 1, seed: -1 },
      ['- sead: is not a known key', '- seed: '],
    ],
    [
      'with models nobody serves',
      { ...input, generators: [{ model: 'a/m' }, { model: 'simulated/n' }], judges: [{ model: 'b/j' }] },
      ['- generators[0].model: nobody serves a/m', '- judges[0].model: nobody serves b/j'],
    ],
    ['without its source', { ...input, source: { path: 'notes.jsonl' } }, ['there is no file "notes.jsonl"']],
    [
      'with a source outside',
      { ...input, source: { path: '../a.jsonl' } },
      ['source.path: "../a.jsonl" lies'],
    ],
    ['with an output outside', { ...input, output: { path: '/tmp' } }, ['output.path: "/tmp" lies outside']],
    [
      'with simulated models to be pushed',
      { ...input, output: { path: 'out', push: { hub: { repo: 'me/letters' } } } },
      ['output.push: answers and ratings of simulated models are never pushed'],
    ],
    [
      'with an offset behind the end',
      { ...input, rows: { offset: 3 } },
      ['rows.offset: "letters.jsonl" has no row 3, counted from 0'],
    ],
  ])('%s is told before anything is made', async (_case, given, told) => {
    const failure = await plan(given).catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
    for (const words of told) expect((failure as Error).message).toContain(words);
    expect(await readdir(root)).toEqual(['letters.jsonl']);
  });

  test.each([
    ['of blank lines', '\n \n', 'source.path: "letters.jsonl" has no rows'],
    [
      'of which most lines are no JSON',
      `${row}hello\n{\n`,
      'source.path: 2 of the first 3 rows cannot be read, more than half: "letters.jsonl" line 2 is not JSON',
    ],
    ['without a conversation', '{"text":"a"}\n', 'source.path: none of one row holds a conversation'],
  ])('with a source %s is told before anything is made', async (_case, content, words) => {
    await writeFile(join(root, 'letters.jsonl'), content);
    await expect(plan(input)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(words) as unknown,
    });
    expect(await readdir(root)).toEqual(['letters.jsonl']);
  });

  test('because its output folder is taken leaves that folder as it is', async () => {
    await expect(plan({ ...input, output: { path: '.' } })).rejects.toMatchObject({
      type: 'Dataset.OutputExists',
    });
    expect(await readdir(root)).toEqual(['letters.jsonl']);
  });
});

test('a plan is the input with its defaults, the source as it was found, and the wanted rows', async () => {
  expect(await plan({ ...input, rows: { offset: 1, limit: 1 } })).toMatchObject({
    input: { seed: 42, generators: [{ name: 'terse' }] },
    source: { path: 'letters.jsonl', name: 'letters', bytes: 3 * row.length },
    planned: { shards: [{ index: 0, firstRow: 1, rowCount: 1, stretches: [{ number: 2 }] }], next: null },
  });
  expect(await readdir(join(root, 'out'))).toEqual(['run.json']);
});

test('a plan says what was read from where', async () => {
  await writeFile(join(root, 'letters.jsonl'), `${row}{"text":"a"}\n`);
  expect(await plan(input)).toMatchObject({
    source: { read: { column: 'messages', shape: 'role/content', rows: 2, readable: 1 } },
  });
});

test('planning again, as another attempt of the same run, gives the same plan', async () => {
  expect(await plan(input)).toEqual(await plan(input));
});

test('another run cannot have the folder that is planned for', async () => {
  await plan(input);
  const other = { ...run, runId: 'run-2' };
  await expect(plan(input, other)).rejects.toMatchObject({ type: 'Dataset.OutputExists' });
  await rm(join(root, 'out'), { recursive: true });
  await expect(plan(input, other)).resolves.toHaveProperty('planned');
});
