import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimOutput } from '../../src/output/output-claim.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const run = { workflowId: 'letters', runId: 'run-1' };
let root: string;
let folder: string;

beforeEach(async () => {
  root = await scratchFolder();
  folder = join(root, 'out', 'letters');
});

function claim(owner = run) {
  return claimOutput(localFolder(folder), 'out/letters', owner);
}

async function manifest(): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
}

describe('a folder is left as it is', () => {
  test('when it holds other files', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'thesis.txt'), 'mine');
    await expect(claim()).rejects.toMatchObject({
      type: 'Dataset.OutputExists',
      nonRetryable: true,
      message: expect.stringContaining('"out/letters" is a folder with other files in it') as unknown,
    });
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  test.each([
    ['another run', { workflowId: 'notes', runId: 'run-1' }],
    ['an earlier run of the same workflow id', { workflowId: 'letters', runId: 'run-0' }],
  ])('when it belongs to %s', async (_case, owner) => {
    await claim(owner);
    await expect(claim()).rejects.toMatchObject({
      type: 'Dataset.OutputExists',
      message: expect.stringContaining(`the unfinished result of run "${owner.workflowId}"`) as unknown,
    });
    expect(await manifest()).toEqual({ ...owner, state: 'unfinished' });
  });

  test.each([[''], ['{'], ['{"name":"another tool"}'], ['null']])(
    'when its run.json is not of this application: %j',
    async (text) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'run.json'), text);
      await expect(claim()).rejects.toMatchObject({
        type: 'Dataset.OutputExists',
        message: expect.stringContaining('holds another result') as unknown,
      });
      expect(await readFile(join(folder, 'run.json'), 'utf8')).toBe(text);
    },
  );

  test.each([['out'], ['out/letters']])('when %s is a file', async (file) => {
    if (file !== 'out') await mkdir(join(root, 'out'));
    await writeFile(join(root, file), 'mine');
    await expect(claim()).rejects.toMatchObject({
      type: 'Dataset.OutputExists',
      message: expect.stringContaining('is a file, or leads through one') as unknown,
    });
    expect(await readFile(join(root, file), 'utf8')).toBe('mine');
  });
});

test.each([
  ['missing', () => Promise.resolve()],
  ['empty', () => mkdir(folder, { recursive: true }).then(() => undefined)],
])('a folder that is %s is claimed', async (_case, prepare) => {
  await prepare();
  await claim();
  expect(await manifest()).toEqual({ ...run, state: 'unfinished' });
  expect(await readdir(folder)).toEqual(['run.json']);
});

test('claiming again changes nothing, also when parts were written meanwhile', async () => {
  await claim();
  await mkdir(join(folder, '.parts'));
  await claim();
  expect((await readdir(folder)).sort()).toEqual(['.parts', 'run.json']);
  expect(await manifest()).toEqual({ ...run, state: 'unfinished' });
});

test('what a claim killed halfway left behind does not keep the next one out', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.json.0b9e2a1c-6a1e-4f0e-9d55-0a2f6f1f3c11.tmp'), '{"wor');
  await claim();
  expect(await manifest()).toMatchObject(run);
});

test('attempts of one run that claim a folder at once all have it', async () => {
  for (let round = 0; round < 10; round += 1) {
    folder = join(root, `round-${round}`);
    await expect(Promise.all(Array.from({ length: 8 }, () => claim()))).resolves.toHaveLength(8);
  }
});

test('a claim is never seen unfinished: an attempt that saw half of its own would think it is not its own', async () => {
  // An id this long takes a while to write.
  const claiming = claim({ ...run, workflowId: 'w'.repeat(30_000_000) }).then(() => 'claimed');
  const sizes = new Set<number>();
  do {
    const size = statSync(join(folder, 'run.json'), { throwIfNoEntry: false })?.size;
    if (size !== undefined) sizes.add(size);
  } while ((await Promise.race([claiming, turn()])) !== 'claimed');
  sizes.add(statSync(join(folder, 'run.json')).size);
  expect(sizes.size).toBe(1);
});

test('of several runs that claim a folder at once one has it', async () => {
  for (let round = 0; round < 10; round += 1) {
    folder = join(root, `round-${round}`);
    const runs = Array.from({ length: 8 }, (_, at) => ({ workflowId: 'letters', runId: `run-${at}` }));
    const outcomes = await Promise.allSettled(runs.map((owner) => claim(owner)));
    const owners = runs.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    expect(owners).toEqual([expect.objectContaining({})]);
    expect(await manifest()).toMatchObject(owners[0]!);
  }
});
