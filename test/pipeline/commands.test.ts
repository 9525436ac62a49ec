import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readManifest } from './read-rows.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built program as a user would, in a folder of its own with the examples in it. */
async function freshFolder(): Promise<{ folder: string; run: (...words: string[]) => Promise<Ended> }> {
  const folder = await mkdtemp(join(tmpdir(), 'capybara-commands-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(join(repository, 'examples'), join(folder, 'examples'), { recursive: true });
  const environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
  };
  const run = async (...words: string[]): Promise<Ended> => {
    const options = { cwd: folder, env: environment };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...words], options);
      return { code: 0, stdout, stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as Ended;
      return { code, stdout, stderr };
    }
  };
  return { folder, run };
}

const cli = join(repository, 'dist', 'cli.js');

test('an input file that is not there ends with one line that says so', async () => {
  const { run } = await freshFolder();
  const { code, stderr } = await run('start', 'nowhere.json');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The input file "nowhere\.json" could not be read: .*\n$/);
});

test('an input that is refused ends with every problem, and no stack trace', async () => {
  const { folder, run } = await freshFolder();
  await writeFile(join(folder, 'bad.json'), JSON.stringify({ output: { path: 'out/x' }, colour: 'red' }));
  const { code, stderr } = await run('start', 'bad.json');
  expect(code).toBe(1);
  expect(stderr).toContain('- generators: is missing');
  expect(stderr).toContain('- colour: is not a known key');
  expect(stderr).not.toContain('    at ');
});

test('start makes the example twice, each time in a folder of its own, simulated where there is no key', async () => {
  const { folder, run } = await freshFolder();
  const first = await run('start');
  expect(first.stderr).toBe('');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('OPENAI_API_KEY is not set: every model is simulated');
  expect(first.stdout).toContain('Run "capybara-mini" started');
  expect(first.stdout).toMatch(/chosen {4}.*rated \d/);
  expect(first.stdout).toMatch(/rejected {2}.*rated \d/);
  const second = await run('start', '--simulated');
  expect(second.stdout).toContain('--simulated: every model is simulated');
  expect(second.stdout).toContain('Run "capybara-mini-2" started');
  expect(await readdir(join(folder, 'out'))).toEqual(['capybara-mini', 'capybara-mini-2']);
  expect(await readManifest(folder, 'out/capybara-mini')).toMatchObject({
    state: 'complete',
    simulated: true,
  });
});

test.each([[[]], [['start']], [['dev']], [['worker']], [['watch']], [['runs']], [['failures']]])(
  'help is there: %j --help',
  async (words) => {
    const { run } = await freshFolder();
    const { code, stdout } = await run(...words, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: capybara-preferences');
  },
);
