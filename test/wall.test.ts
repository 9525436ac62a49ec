import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
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

/** What the compiler says of the workflows, as `npm run typecheck` would, with more files beside them. */
async function typeErrors(beside: Record<string, string>): Promise<string[]> {
  const files = Object.keys(beside).map((name) => join(copy, 'src/workflows', name));
  await Promise.all(files.map((file, at) => writeFile(file, `${Object.values(beside)[at]}\n`)));
  const compiler = join(repository, 'node_modules/typescript-7/bin/tsc');
  const compilation = promisify(execFile)(
    process.execPath,
    [compiler, '-p', 'tsconfig.workflows.json', '--outDir', 'out'],
    { cwd: copy },
  );
  const output = await compilation.then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
  await Promise.all(files.map((file) => rm(file)));
  return output.split('\n').filter((line) => /: error TS\d+: /.test(line));
}

const files = (errors: readonly string[]): string[] => [
  ...new Set(errors.map((error) => error.replace(/\(\d+,\d+\): .*/, ''))),
];

test('the workflows compile, and fetch, process, setTimeout or console in one is a type error', async () => {
  const errors = await typeErrors({
    'with-fetch.ts': "export const x = fetch('x');",
    'with-process.ts': 'export const x = process.env.X;',
    'with-set-timeout.ts': 'export const x = setTimeout(() => undefined, 1);',
    'with-console.ts': "export const x = console.log('x');",
  });
  expect(files(errors)).toEqual([
    'src/workflows/with-console.ts',
    'src/workflows/with-fetch.ts',
    'src/workflows/with-process.ts',
    'src/workflows/with-set-timeout.ts',
  ]);
}, 60_000);

test('an activity in a workflow is a type error', async () => {
  const line =
    "import { whileHeartbeating } from '../activities/while-heartbeating.ts';\nvoid whileHeartbeating;";
  expect(files(await typeErrors({ 'with-activity.ts': line }))).toContain('src/workflows/with-activity.ts');
}, 60_000);
