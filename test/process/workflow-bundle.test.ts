import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { mayImport, sandboxed, wiring } from '../../folder-imports.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const logger = new DefaultLogger('ERROR', () => undefined);

/** The names of all modules in a bundle, from its inline source map. The bundler itself refuses Node's own. */
async function modulesOf(workflowsPath: string): Promise<string[]> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger });
  const map = /sourceMappingURL=data:application\/json;[^,]*,([\w+/=]+)/.exec(code)?.[1];
  if (map === undefined) throw new Error('The bundle has no source map to read its modules from');
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  return sources;
}

function forbidden(modules: readonly string[]): string[] {
  const folders = [...Object.keys(mayImport), ...wiring.folders].filter((name) => !sandboxed.includes(name));
  const outside = new RegExp(`/src/(${[...folders.map((name) => `${name}/`), ...wiring.files].join('|')})`);
  return modules.filter((name) => /node_modules\/(zod|openai)\//.test(name) || outside.test(name));
}

/** What the test below would say if a workflow file held these lines. */
async function problemsOf(...lines: string[]): Promise<string> {
  // Not below node_modules, where TypeScript is left uncompiled.
  const folder = await mkdtemp(join(repository, 'dist/.bundle-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const workflows = join(folder, 'index.ts');
  await writeFile(workflows, lines.join('\n'));
  return modulesOf(workflows).then(
    (found) => forbidden(found).join('\n'),
    (refusal: unknown) => String(refusal),
  );
}

let modules: string[];

beforeAll(async () => {
  modules = await modulesOf(join(repository, 'src/workflows/index.ts'));
}, 60_000);

test('the workflow bundle holds the workflows', () => {
  expect(modules.some((name) => name.endsWith('/workflows/preference-dataset.ts'))).toBe(true);
});

test('the workflow bundle holds no zod, no openai, and nothing of the folders outside the wall', () => {
  expect(forbidden(modules)).toEqual([]);
});

test('zod by way of a schema, openai and a model in a workflow would be found', async () => {
  const problems = await problemsOf(
    "export { runInputSchema } from '../../src/contract/run-input.schema.ts';",
    "export { OpenAI } from 'openai';",
    "export { ChatFailure } from '../../src/models/chat-failure.ts';",
  );
  expect(problems).toMatch(/node_modules\/zod\//);
  expect(problems).toMatch(/node_modules\/openai\//);
  expect(problems).toMatch(/\/src\/models\/chat-failure\.ts$/m);
}, 60_000);

test.each([
  ['a module of Node', "export { readFileSync } from 'fs';", /disallowed modules:\s+- 'fs'/],
  [
    'a module of Node by its full name',
    "export { readFileSync } from 'node:fs';",
    /Webpack finished with errors/,
  ],
])('%s in a workflow would be found', { timeout: 60_000 }, async (_what, line, problem) => {
  expect(await problemsOf(line)).toMatch(problem);
});
