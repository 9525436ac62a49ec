import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { TemporalServer } from '../e2e/processes/temporal-server.ts';
import { until } from '../e2e/until.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The page's shell blocks, in order. */
async function shellBlocks(): Promise<string[]> {
  const page = await readFile(join(repository, 'docs', 'a-run.md'), 'utf8');
  return [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '');
}

/** A checkout as a user has it after `npm ci` and a build, and a server that nothing else uses. */
async function freshCheckout(): Promise<{ folder: string; environment: Record<string, string> }> {
  const folder = await mkdtemp(join(tmpdir(), 'capybara-a-run-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ['examples', 'package.json']) {
    await cp(join(repository, name), join(folder, name), { recursive: true });
  }
  for (const name of ['dist', 'node_modules']) await symlink(join(repository, name), join(folder, name));
  const server = await TemporalServer.at(folder);
  await server.start();
  onTestFinished(() => server.stop());
  const path = [dirname(inject('temporalCli')), process.env['PATH']].join(delimiter);
  return {
    folder,
    environment: {
      PATH: path,
      HOME: folder,
      TEMPORAL_ADDRESS: server.address,
      // What the build would make is there; building again would pull it from under other tests.
      npm_config_ignore_scripts: 'true',
    },
  };
}

function startShell(commands: string, { folder, environment }: Awaited<ReturnType<typeof freshCheckout>>) {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

test('every command of the page "a run" does what the page says', { timeout: 180_000 }, async () => {
  const checkout = await freshCheckout();
  const [first = '', ...others] = await shellBlocks();
  const serving = startShell(first, checkout);
  onTestFinished(async () => {
    // The whole group: npm, and what it runs.
    process.kill(-(serving.child.pid ?? 0), 'SIGTERM');
    await serving.ended;
  });
  await until('the worker is ready', () => serving.output().includes('Worker ready'));

  const said: string[] = [];
  for (const block of others) {
    const shell = startShell(block, checkout);
    const code = await shell.ended;
    expect(code, `${block}\n${shell.output()}`).toBe(0);
    said.push(shell.output());
  }
  const [, metadata, progress, shard, pause, , resume, watched, result, files, runs, finished, ended] = said;
  expect(metadata).toMatch(/pause/);
  expect(metadata).toMatch(/setBudget/);
  expect(progress).toContain('"state":');
  expect(shard).toContain('preferenceShard');
  expect(pause).toMatch(/"state":\s*"(draining|paused)"/);
  expect(resume).toMatch(/state:running/);
  expect(watched).toMatch(/The dataset is in out\/a-run: \d pairs from 8 rows/);
  expect(result).toMatch(/rows/);
  expect(files).toContain('run.json');
  expect(files).toMatch(/\d rows? dropped/);
  expect(runs).toMatch(/a-run \(capybara-mini, simulated\) +completed +8\/8/);
  expect(runs).toMatch(/Completed/);
  expect(finished).toMatch(/partial: finished on request, after \d of \d rows/);
  expect(ended).toContain('Run "a-run" was cancelled.');
  expect(ended).toContain('ended, as it was told');
});
