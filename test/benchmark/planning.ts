import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { Trial } from '../e2e/trial/trial.ts';
import { until } from '../e2e/until.ts';
import { repeatedEvery, writeLargeJsonl, writeLargeParquet } from './large-sources.ts';
import type { PlanningFigures } from './planning-main.ts';

const rows = 200_000;
const mostMegabytes = 500;
const mostSeconds = 10;
let trial: Trial;

/** `npm run benchmark`: what a source of 200,000 rows and one gigabyte asks of a worker before and while it is read. */
beforeAll(async () => {
  trial = await Trial.prepare({ rows: 1 });
  await trial.startServer();
  await writeLargeJsonl(join(trial.dataDirectory, 'large.jsonl'), rows);
  await writeLargeParquet(join(trial.dataDirectory, 'large.parquet'), rows);
  for (const name of ['large.jsonl', 'large.parquet']) {
    const { size } = await stat(join(trial.dataDirectory, name));
    process.stdout.write(`${name}: ${rows} rows, ${Math.round(size / 1e6)} MB\n`);
  }
}, 600_000);

afterAll(() => trial.close());

const cases = [
  ['large.jsonl', 'keep'],
  ['large.jsonl', 'drop'],
  ['large.parquet', 'keep'],
  ['large.parquet', 'drop'],
] as const;

test.each(cases)(
  '%s, duplicates "%s": planned to the end and every shard loaded',
  async (path, duplicates) => {
    const main = await bundledMain(trial.dataDirectory);
    const { stdout } = await promisify(execFile)(process.execPath, [
      main,
      trial.dataDirectory,
      path,
      duplicates,
    ]);
    const figures = JSON.parse(stdout) as PlanningFigures;
    process.stdout.write(
      `${path}, duplicates ${duplicates}: first shards after ${figures.firstSeconds.toFixed(1)} s, ` +
        `all ${figures.shards} planned in ${figures.seconds.toFixed(1)} s, loaded in ${figures.loadSeconds.toFixed(1)} s, ` +
        `peak ${Math.round(figures.peakMegabytes)} MB\n`,
    );
    expect(figures).toMatchObject({ rows, repeated: duplicates === 'drop' ? rows / repeatedEvery - 1 : 0 });
    expect(figures.peakMegabytes).toBeLessThan(mostMegabytes);
    expect(figures.firstSeconds).toBeLessThan(mostSeconds);
  },
);

test.each(cases)('%s, duplicates "%s": a run on a worker', async (path, duplicates) => {
  const worker = trial.startWorker();
  await worker.untilReady();
  const workflowId = `large-${path}-${duplicates}`;
  const startedAt = Date.now();
  const run = await trial.client.workflow.start('preferenceDataset', {
    taskQueue: 'preference-dataset',
    workflowId,
    args: [
      {
        source: { path },
        rows: { duplicates },
        generators: [{ model: 'simulated/terse' }],
        judges: [{ model: 'simulated/strict' }],
        output: { path: `run-${path}-${duplicates}` },
      },
    ],
  });
  const shard = trial.client.workflow.getHandle(`${workflowId}/shard-00000`);
  await until(
    'the first shard has started',
    () =>
      shard.describe().then(
        () => true,
        () => false,
      ),
    60,
  );
  const seconds = (Date.now() - startedAt) / 1_000;
  await until(
    'some shards are done',
    async () => (await run.query<{ rows: { done: number } }>('progress')).rows.done > 200,
    120,
  );
  const megabytes = await peakMegabytes(worker.pid);
  process.stdout.write(
    `${path}, duplicates ${duplicates}, on a worker: first shard started after ${seconds.toFixed(1)} s, peak ${megabytes} MB\n`,
  );
  await run.terminate();
  await worker.kill();
  expect(megabytes).toBeLessThan(mostMegabytes);
  expect(seconds).toBeLessThan(mostSeconds);
});

/** As Linux counts it. */
async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round((Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1_024) / 1e6);
}

let bundled: Promise<string> | undefined;

/** Node 20 runs no TypeScript, so the process gets one bundled file. */
async function bundledMain(folder: string): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('planning-main.ts', import.meta.url)),
      target: 'node20',
      outDir: join(folder, 'main'),
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  }).then(() => join(folder, 'main/main.mjs'));
  return await bundled;
}
