import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** The circles of imports among the files under `src`, each as its files; an import of types counts like any other. */
async function circles(baseDir: string): Promise<{ files: number; circles: string[][] }> {
  const { output } = await cruise(['src'], {
    baseDir,
    validate: true,
    tsPreCompilationDeps: true,
    exclude: { path: 'node_modules' },
    ruleSet: {
      forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }],
    },
  });
  const { violations, totalCruised } = (output as ICruiseResult).summary;
  return {
    files: totalCruised,
    circles: violations.map(({ from, cycle }) => [from, ...(cycle ?? []).map(({ name }) => name)]),
  };
}

async function copyOfContract(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'circles-'));
  onTestFinished(() => rm(copy, { recursive: true }));
  for (const folder of ['contract', 'preference']) {
    await cp(join(repository, 'src', folder), join(copy, 'src', folder), { recursive: true });
  }
  return copy;
}

test('no file of src comes back to itself by its imports', { timeout: 30_000 }, async () => {
  const found = await circles(repository);
  expect(found.circles).toEqual([]);
  expect(found.files).toBeGreaterThan(300);
});

test.each([
  [
    'an import of types',
    "import type { Tally } from './tally.ts';\nexport type Planted = Tally;",
    'tally.ts',
  ],
  ['an export from elsewhere', "export { costOfCall } from './cost.ts';", 'cost.ts'],
  ['an import while running', "export const planted = () => import('./run.ts');", 'run.ts'],
])('a circle that %s makes is found', async (_kind, lines, other) => {
  const copy = await copyOfContract();
  expect((await circles(copy)).circles).toEqual([]);
  await appendFile(join(copy, 'src/contract/usage.ts'), `\n${lines}\n`);
  const found = await circles(copy);
  expect(found.circles.flat()).toEqual(
    expect.arrayContaining(['src/contract/usage.ts', `src/contract/${other}`]),
  );
});
