import { execFile } from 'node:child_process';
import { appendFile, copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const workflow = 'src/workflows/preference-shard.ts';
let copy: string;

// Inside the repository, so that the copy finds the packages the original finds.
beforeAll(async () => {
  copy = await mkdtemp(join(repository, 'dist/.wall-'));
  for (const name of ['tsconfig.base.json', 'tsconfig.workflows.json']) {
    await copyFile(join(repository, name), join(copy, name));
  }
  await cp(join(repository, 'src'), join(copy, 'src'), { recursive: true });
});

afterAll(() => rm(copy, { recursive: true, force: true }));

/** What the compiler says of the workflows, as `npm run typecheck` would. */
async function typeErrors(): Promise<string> {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(
      process.execPath,
      [compiler, '-p', 'tsconfig.workflows.json', '--outDir', 'out'],
      {
        cwd: copy,
      },
    );
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('the workflows compile as they are', { timeout: 60_000 }, async () => {
  expect(await typeErrors()).toBe('');
});

test.each([
  ['fetch', "void fetch('x');"],
  ['process', 'export const x = process.env.X;'],
  ['setTimeout', 'setTimeout(() => undefined, 1);'],
  ['console', "console.log('x');"],
  ['an activity', "import { callModel } from '../activities/call-model.ts';\nvoid callModel;"],
])('%s in a workflow is a type error', { timeout: 60_000 }, async (_what, line) => {
  await copyFile(join(repository, workflow), join(copy, workflow));
  await appendFile(join(copy, workflow), `\n${line}\n`);
  expect(await typeErrors()).toMatch(/^src\/workflows\/preference-shard\.ts\(\d+,\d+\): error TS/m);
  await copyFile(join(repository, workflow), join(copy, workflow));
});
