import { join } from 'node:path';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { readConfiguration } from '../config.ts';
import { preferenceTaskQueue } from '../contract/names.ts';
import type { RunSummary } from '../contract/run.ts';
import { connectClient, connectWorker, namespaceOf } from '../temporal.ts';
import { installRuntime, startWorkers } from '../worker.ts';
import { nameFreeRun } from './free-run.ts';
import { readInputFile } from './input-file.ts';
import { openTemporal } from './open-temporal.ts';
import { Problem } from './problem.ts';
import { plainText, type Say } from './say.ts';
import { showFirstPair } from './show-pair.ts';
import { showProgress } from './show-progress.ts';
import { withSimulatedModels } from './simulate.ts';

/** `npm start`: a server if none is there, a worker, one run from start to dataset, and the end of both. */
export async function start(inputFile: string, say: Say): Promise<void> {
  const configuration = readConfiguration();
  const given = await readInputFile(inputFile);
  const paid = configuration.providers.some(({ name }) => name === 'openai');
  if (!paid)
    say('OPENAI_API_KEY is not set: every model is simulated. Free, and good for looking around only.');
  const { workflowId, input } = nameFreeRun(
    paid ? given : withSimulatedModels(given),
    configuration.dataDirectory,
  );

  installRuntime(configuration);
  const temporal = await openTemporal(process.cwd(), say);
  try {
    const namespace = namespaceOf(temporal.server);
    const connection = await connectWorker(temporal.server);
    const workers = await startWorkers({ connection, namespace }, configuration);
    const connected = await connectClient(temporal.server);
    try {
      const run = await connected.client.workflow.start('preferenceDataset', {
        taskQueue: preferenceTaskQueue,
        workflowId,
        workflowIdConflictPolicy: 'FAIL',
        args: [input],
        staticSummary: `dataset from ${inputFile}`,
      });
      say(`Run "${workflowId}" started${runPage(temporal.uiUrl, namespace, run)}`);
      const summary = await Promise.race([
        followRun(run, say),
        workers.stopped.then(() => {
          throw new Problem(
            `Stopped. Run "${workflowId}" goes on as soon as a worker runs again: npm run dev`,
          );
        }),
      ]);
      await showResult(summary, configuration.dataDirectory, say);
    } finally {
      workers.shutdown();
      await workers.stopped;
      await connected.close();
      await connection.close();
    }
  } finally {
    await temporal.close();
  }
}

async function followRun(run: WorkflowHandle, say: Say): Promise<RunSummary> {
  const result = run.result() as Promise<RunSummary>;
  await showProgress(run, say, result);
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const cause = error.cause ?? error;
    throw new Problem(`Run "${run.workflowId}" failed. ${plainText(cause.message)}`);
  }
}

async function showResult(summary: RunSummary, dataDirectory: string, say: Say): Promise<void> {
  const folder = join(dataDirectory, summary.output);
  say(`\nThe dataset is in ${folder}: ${summary.pairs} pairs from ${summary.rows} rows`);
  for (const [reason, count] of Object.entries(summary.dropped)) say(`  dropped ${count}: ${reason}`);
  say(`What the pairs are worth, to be opened in a browser: ${join(folder, 'report.html')}`);
  await showFirstPair(folder, say);
}

function runPage(uiUrl: string | undefined, namespace: string, { workflowId }: WorkflowHandle): string {
  if (uiUrl === undefined) return '';
  return `, to be watched at ${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
