import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { pauseUpdate, resumeUpdate } from '../../src/contract/steering.ts';
import { preferenceTaskQueue, shardWorkflowId } from '../../src/contract/names.ts';
import { connectClient } from '../../src/process/connection.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { until } from '../e2e/until.ts';
import { untilState } from '../pipeline/until-state.ts';
import type { Run } from '../pipeline/with-pipeline.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { copyBuild, copyBuildThatSwaps, repository } from './another-build.ts';

const scratchFolder = scratchFolders();
const deployment = 'preferences';

test('a run ends on the build that began it, beside one that would break it, which replay refuses', async () => {
  const { address, stop } = await startDevServer({
    executable: inject('temporalCli'),
    port: await findFreePort(),
  });
  onTestFinished(stop);
  const dataDirectory = await scratchFolder();
  const environment = {
    PATH: process.env['PATH'],
    HOME: dataDirectory,
    DATA_DIR: repository,
    TEMPORAL_ADDRESS: address,
    SIMULATED_LATENCY_MS: '300',
    RESPONSE_STORE: 'off',
  };
  const cli = (build: string): string => join(build, 'dist/cli.js');
  const startWorker = async (build: string): Promise<void> => {
    const worker = spawn(process.execPath, [cli(build), 'worker'], {
      env: { ...environment, DATA_DIR: dataDirectory, WORKER_DEPLOYMENT: deployment },
    });
    onTestFinished(() => void worker.kill('SIGKILL'));
    let said = '';
    for (const stream of [worker.stdout, worker.stderr])
      stream.on('data', (chunk) => (said += String(chunk)));
    await until('the worker is ready', () => said.includes('Worker ready'));
  };
  const makeCurrent = async (buildId: string): Promise<void> => {
    const words = ['worker', 'deployment', 'set-current-version', '--deployment-name', deployment];
    await promisify(execFile)(inject('temporalCli'), [
      ...[...words, '--build-id', buildId, '--yes', '--address', address],
      // The queues of providers have workers of no version, and shall keep them.
      '--ignore-missing-task-queues',
    ]);
  };
  const { client, close } = await connectClient({ connectionOptions: { address } });
  onTestFinished(close);

  const before = await copyBuild(await scratchFolder(), '1'.repeat(40));
  const after = await copyBuildThatSwaps(await scratchFolder(), '2'.repeat(40));
  await promisify(execFile)('cp', [join(repository, 'examples/capybara-mini.jsonl'), dataDirectory]);
  await startWorker(before);
  await makeCurrent('0.1.0-111111111111');
  const run: Run = await client.workflow.start('preferenceDataset', {
    workflowId: 'ponds',
    taskQueue: preferenceTaskQueue,
    args: [
      {
        source: { path: 'capybara-mini.jsonl' },
        rows: { limit: 4 },
        generators: [{ model: 'simulated/fennel' }],
        judges: [{ model: 'simulated/judge' }],
        output: { path: 'out/pairs' },
        limits: { rowsInFlight: 1 },
      },
    ],
  });
  await untilState(run, 'running');
  await run.executeUpdate(pauseUpdate, { args: ['for the new build'] });
  await untilState(run, 'paused');

  const refused = await promisify(execFile)(process.execPath, [cli(after), 'replay', '--running'], {
    env: environment,
  }).then(
    () => expect.fail('replay let the new build take over'),
    (error: unknown) => error as { code: number; stdout: string },
  );
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain(`${shardWorkflowId('ponds', 0)}: differs. Event 5:`);

  await startWorker(after);
  await makeCurrent('0.1.0-222222222222');
  await run.executeUpdate(resumeUpdate);
  expect(await run.result()).toMatchObject({ rows: 4 });
  const { events = [] } = await client.workflow.getHandle(shardWorkflowId('ponds', 0)).fetchHistory();
  const builds = (events ?? []).flatMap(
    (event) => event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? [],
  );
  expect(new Set(builds)).toEqual(new Set(['0.1.0-111111111111']));
});
