import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** What the built program is, and what its user reads; npm adds package.json, README.md and LICENSE by itself. */
const wanted = [
  /^dist\/.+\.js$/,
  /^dist\/workflow-bundle\.cjs$/,
  /^dist\/commit$/,
  /^docs\/[\w-]+\.md$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^examples\/README\.md$/,
  /^examples\/(?:policies\/)?[\w.-]+\.jsonl?$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
];

let packed: string[];
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline', '--no-update-notifier'],
    {
      cwd: repository,
      maxBuffer: 16e6,
    },
  );
  const [tarball] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  packed = tarball.files.map(({ path }) => path);
}, 30_000);

test('the package holds no sources, tests, settings or traces of a build', () => {
  expect(packed.filter((path) => !wanted.some((kind) => kind.test(path)))).toEqual([]);
});

test('the package holds the program: each file of src, compiled', async () => {
  const sources = await readdir(`${repository}/src`, { recursive: true });
  const compiled = sources
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
  expect(compiled).toContain('dist/cli.js');
  expect(packed).toEqual(expect.arrayContaining(compiled));
});

test('the package holds what its README is read with', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'docs/sources.md',
      'examples/capybara-mini.json',
      'schemas/run-input.schema.json',
      'schemas/providers.schema.json',
    ]),
  );
});
