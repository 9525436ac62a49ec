import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { hubToken, startPushedHub, type PushedHub } from '../fake-hub/start-pushed-hub.ts';
import { publishFolder } from '../output/push/published-folder.ts';
import { traces } from './trial/traces.ts';
import { Trial } from './trial/trial.ts';
import { until } from './until.ts';

const repository = 'me/letters';
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

async function startHub(): Promise<PushedHub> {
  const hub = await startPushedHub();
  onTestFinished(() => hub.close());
  return hub;
}

/** Lets no answer to the first upload of one file through, for as long as the Hub lives. */
function stallOneUpload(hub: PushedHub): () => boolean {
  let stalled: string | undefined;
  hub.store.beforeStoring = async (oid) => {
    if (stalled !== undefined) return;
    stalled = oid;
    await new Promise(() => undefined);
  };
  return () => stalled !== undefined;
}

async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    paths.map(async (path) => [relative(folder, path), await readFile(path)]),
  );
  return Object.fromEntries(contents) as Record<string, Buffer>;
}

/** How many different contents the data files have. */
async function largeFilesOf(folder: string): Promise<number> {
  const { files } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as {
    files: { sha256: string }[];
  };
  return new Set(files.map(({ sha256 }) => sha256)).size;
}

function expectEachUploadedOnce(hub: PushedHub): void {
  const sent = hub.store.uploads.map(({ oid }) => oid);
  expect(sent).toHaveLength(new Set(sent).size);
}

test(
  'a push whose worker is killed in the middle is completed by the next',
  { timeout: 120_000 },
  async () => {
    const hub = await startHub();
    const isStalled = stallOneUpload(hub);
    const trial = await Trial.prepare({
      rows: 6,
      output: { push: { hub: { repo: repository } } },
      environment: { HF_ENDPOINT: hub.url, HF_TOKEN: hubToken },
    });
    onTestFinished(() => trial.close());
    await trial.startServer();
    const worker = trial.startWorker();
    await worker.untilReady();
    const run = await trial.start();
    await until('all files but one have arrived', async () => {
      if (!isStalled()) return false;
      return hub.store.uploads.length === (await largeFilesOf(trial.outputFolder)) - 1;
    });
    await worker.kill();
    expect(hub.commits).toEqual([]);

    await trial.startWorker().untilReady();
    expect(await trial.untilEnded(run)).toBe('COMPLETED');
    expect(await run.result()).toMatchObject({ pushed: { hub: `${hub.url}/datasets/${repository}` } });
    expect(hub.files(repository)).toEqual(await filesOf(trial.outputFolder));
    expect(hub.commits).toHaveLength(1);
    expectEachUploadedOnce(hub);
    expect((await trial.provider.counts()).paid).toBe(24);

    const left = await traces(trial);
    expect(left.filter((text) => text.includes(hubToken))).toEqual([]);
  },
);

test('a push command that is killed in the middle is completed by the same command', async () => {
  const hub = await startHub();
  const isStalled = stallOneUpload(hub);
  const folder = await mkdtemp(join(tmpdir(), 'capybara-push-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = await publishFolder(folder);
  const push = () =>
    spawn(process.execPath, [cli, 'push', folder, '--hub', repository], {
      env: { PATH: process.env['PATH'], HF_ENDPOINT: hub.url, HF_TOKEN: hubToken },
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const killed = push();
  await until('all files but one have arrived', () => isStalled() && hub.store.uploads.length === 2);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(hub.commits).toEqual([]);

  const again = push();
  let said = '';
  again.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  expect(await once(again, 'exit')).toEqual([0, null]);
  expect(said).toBe(`Pushed to ${hub.url}/datasets/${repository}\n`);
  expect(hub.files(repository)).toEqual(files);
  expectEachUploadedOnce(hub);
});
