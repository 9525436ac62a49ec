import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { mayImport, sandboxed, wiring } from '../folder-imports.js';

const repository = fileURLToPath(new URL('..', import.meta.url));

interface Imports {
  files: string[];
  imports: { from: string; to: string }[];
  /** Each as its files. */
  circles: string[][];
}

/** Among the files under `src`; an import of types counts like any other. */
async function importsUnder(baseDir: string): Promise<Imports> {
  const { output } = await cruise(['src'], {
    baseDir,
    validate: true,
    tsPreCompilationDeps: true,
    includeOnly: { path: '^src/' },
    ruleSet: {
      forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }],
    },
  });
  const { modules, summary } = output as ICruiseResult;
  return {
    files: modules.map(({ source }) => source),
    imports: modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
    circles: summary.violations.map(({ from, cycle }) => [from, ...(cycle ?? []).map(({ name }) => name)]),
  };
}

/** Of a file's path, or the file itself where it stands in `src` alone. */
const folderOf = (path: string): string => path.split('/')[1]!;

async function read(name: string): Promise<string> {
  return readFile(join(repository, name), 'utf8');
}

async function readTsconfig(name: string): Promise<{ include: string[]; exclude?: string[] }> {
  const text = await read(name);
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as { include: string[]; exclude?: string[] };
}

let src: Imports;
beforeAll(async () => {
  src = await importsUnder(repository);
}, 30_000);

describe('no file of src comes back to itself by its imports', () => {
  test('as it is', () => {
    expect(src.circles).toEqual([]);
    expect(src.files.length).toBeGreaterThan(300);
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
    const copy = await mkdtemp(join(tmpdir(), 'circles-'));
    onTestFinished(() => rm(copy, { recursive: true }));
    for (const folder of ['contract', 'preference']) {
      await cp(join(repository, 'src', folder), join(copy, 'src', folder), { recursive: true });
    }
    await appendFile(join(copy, 'src/contract/usage.ts'), `\n${lines}\n`);
    expect((await importsUnder(copy)).circles.flat()).toEqual(
      expect.arrayContaining(['src/contract/usage.ts', `src/contract/${other}`]),
    );
  });
});

describe('who may import whom', () => {
  test('is what is imported, no more and no less', () => {
    const wires = [...wiring.folders, ...wiring.files];
    const imported: Record<string, Set<string>> = {};
    for (const { from, to } of src.imports) {
      const [folder, other] = [folderOf(from), folderOf(to)];
      if (folder !== other && !wires.includes(folder)) (imported[folder] ??= new Set()).add(other);
    }
    const allowed = Object.entries(mayImport).filter(([, others]) => others.length > 0);
    expect(imported).toEqual(
      Object.fromEntries(allowed.map(([folder, others]) => [folder, new Set(others)])),
    );
  });

  test('is drawn in ARCHITECTURE.md', async () => {
    const picture = /```\n(preference\n[^`]*)```/.exec(await read('ARCHITECTURE.md'))![1]!;
    const drawn = picture
      .trim()
      .split('\n')
      .map((line) => line.split(' → '))
      .map(([folder, others]) => [folder, others?.split(', ') ?? []] as const);
    expect(Object.fromEntries(drawn)).toEqual(mayImport);
  });

  test('speaks of each folder that is there, as does the table of ARCHITECTURE.md', async () => {
    const entries = await readdir(join(repository, 'src'), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const described = [...(await read('ARCHITECTURE.md')).matchAll(/^\| `src\/([\w-]+)` +\|/gm)];
    expect([...Object.keys(mayImport), ...wiring.folders].sort()).toEqual(folders.sort());
    expect(described.map(([, name]) => name).sort()).toEqual(folders);
    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(
      [...wiring.files].sort(),
    );
  });

  test('is the same to the compiler: what runs in the sandbox is a project of its own', async () => {
    const folders = sandboxed.map((folder) => `src/${folder}`).sort();
    expect((await readTsconfig('tsconfig.workflows.json')).include.sort()).toEqual(folders);
    expect((await readTsconfig('tsconfig.application.json')).exclude!.sort()).toEqual(folders);
  });
});

test('every path and file that ARCHITECTURE.md, CONTRIBUTING.md and the docs name is there', async () => {
  const decisions = await readdir(join(repository, 'docs/decisions'));
  const docs = (await readdir(join(repository, 'docs'))).filter((name) => name.endsWith('.md'));
  const pages = [
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
    ...docs.map((name) => `docs/${name}`),
    ...decisions.map((name) => `docs/decisions/${name}`),
  ];
  const names = new Set(src.files.map((file) => file.split('/').at(-1)));
  const there = (path: string) => src.files.some((file) => file === path || file.startsWith(`${path}/`));
  const missing: string[] = [];
  for (const page of pages) {
    for (const [, path] of (await read(page)).matchAll(/`((?:src\/)?[\w/.-]+)`/g)) {
      const wrong = path!.startsWith('src/')
        ? !there(path!.replace(/\/$/, ''))
        : /^[\w-]+\.ts$/.test(path!) && !names.has(path);
      if (wrong) missing.push(`${page}: ${path}`);
    }
  }
  expect(missing).toEqual([]);
});
