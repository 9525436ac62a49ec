import { join } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { readConfiguration, readMachineConfiguration, type Configuration } from '../process/configuration.ts';
import { preferenceTaskQueue } from '../contract/names.ts';
import type { RunSummary } from '../contract/run.ts';
import { DataDirectory } from '../storage/data-directory.ts';
import { outputPlaces } from '../output/output-places.ts';
import { isOnObjectStorage } from '../storage/bucket-address.ts';
import { connectClient, namespaceOf } from '../process/connection.ts';
import { installRuntime } from '../process/runtime.ts';
import { connectWorker } from '../process/worker-connection.ts';
import { startWorkers } from '../worker.ts';
import type { RunHandle } from './find-run.ts';
import { nameFreeRun } from './free-run.ts';
import { readInputFile } from './input-file.ts';
import { openTemporal } from './open-temporal.ts';
import { Problem } from './problem.ts';
import { untilRunEnds } from './run-end.ts';
import type { Say } from './say.ts';
import { summaryOf } from './show-end.ts';
import { showFirstPair } from './show-pair.ts';
import { showSummary } from './show-summary.ts';
import { asksProvider, withSimulatedModels } from './simulate.ts';
import { followRun } from './watch/follow-run.ts';
import { openRunView } from './watch/open-run-view.ts';

export interface StartOptions {
  /** Nobody is called, whatever the input names. */
  simulated?: boolean;
}

/** `npm start`: a server if none is there, a worker, one run from start to dataset, and the end of both. */
export async function start(inputFile: string, { simulated }: StartOptions, say: Say): Promise<void> {
  const configuration = readConfiguration();
  const given = await readInputFile(inputFile);
  const why = whySimulated(given, simulated ?? false, configuration);
  if (why !== undefined) say(`${why}: every model is simulated. Free, and good for looking around only.`);
  const { workflowId, input } = nameFreeRun(
    why === undefined ? given : withSimulatedModels(given),
    configuration.dataDirectory,
  );

  installRuntime(configuration);
  const temporal = await openTemporal(process.cwd(), say);
  try {
    const namespace = namespaceOf(temporal.server);
    say('Starting a worker …');
    const connection = await connectWorker(temporal.server);
    const workers = await startWorkers({ connection, namespace }, configuration);
    const connected = await connectClient(temporal.server);
    const leaving = new AbortController();
    try {
      const run: RunHandle = await connected.client.workflow.start('preferenceDataset', {
        taskQueue: preferenceTaskQueue,
        workflowId,
        workflowIdConflictPolicy: 'FAIL',
        args: [input],
        staticSummary: `dataset from ${inputFile}`,
      });
      say(`Run "${workflowId}" started${runPage(temporal.uiUrl, namespace, run)}`);
      const summary = await Promise.race([
        watchRun(connected.client, run, leaving.signal, configuration, say),
        workers.stopped.then(() => {
          leaving.abort();
          throw new Problem(
            `Stopped. Run "${workflowId}" goes on as soon as a worker runs again: npm run dev`,
          );
        }),
      ]);
      await showResult(summary, configuration, say);
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

/** Undefined where the input's own models are called. */
function whySimulated(input: unknown, wanted: boolean, { providers }: Configuration): string | undefined {
  if (wanted) return '--simulated';
  if (providers.some(({ name }) => name === 'openai') || !asksProvider(input, 'openai')) return undefined;
  return 'OPENAI_API_KEY is not set';
}

async function watchRun(
  client: Client,
  run: RunHandle,
  signal: AbortSignal,
  configuration: Configuration,
  say: Say,
): Promise<RunSummary> {
  const ended = untilRunEnds(client, run, signal);
  const { plainTerminal } = readMachineConfiguration();
  const footer = 'Ctrl-C stops the worker, after its calls in flight; the run waits for another.';
  await followRun({ client, run, ended, signal }, openRunView(process.stdout, plainTerminal, say, footer));
  return summaryOf(await ended, say, ({ output }) => folderOf(output, configuration));
}

function folderOf(output: string, { dataDirectory }: Configuration): string {
  return isOnObjectStorage(output) ? output : join(dataDirectory, output);
}

async function showResult(summary: RunSummary, configuration: Configuration, say: Say): Promise<void> {
  const { dataDirectory, objectStorage } = configuration;
  const { output } = summary;
  const folder = folderOf(output, configuration);
  say('');
  showSummary(summary, folder, say);
  say(`What the pairs are worth, to be opened in a browser: ${folder}/report.html`);
  const places = outputPlaces(new DataDirectory(dataDirectory), objectStorage);
  await showFirstPair(await places.open(output), say);
}

function runPage(uiUrl: string | undefined, namespace: string, { workflowId }: WorkflowHandle): string {
  if (uiUrl === undefined) return '';
  return `, to be watched at ${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
