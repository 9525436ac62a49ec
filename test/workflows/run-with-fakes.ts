import { randomUUID } from 'node:crypto';
import {
  Client,
  Connection,
  WorkflowFailedError,
  type WorkflowHandle,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { expect, inject, onTestFinished } from 'vitest';
import { modelTaskQueue } from '../../src/contract/names.ts';
import type { RunSummary } from '../../src/contract/run.ts';
import type { Tally } from '../../src/contract/tally.ts';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import '../temporal-server/quiet-runtime.ts';
import { FakeDataset, type FakeDatasetOptions } from './fake-dataset.ts';
import { FakeModels, type ModelScript } from './fake-models.ts';
import { serveWorkflows } from './shared-workflow-worker.ts';

export type RunHandle = WorkflowHandleWithFirstExecutionRunId<() => Promise<RunSummary>>;

export interface FakesOptions extends FakeDatasetOptions, ModelScript {
  /** Default: the shared server. */
  address?: string;
  /** Default: unique. */
  name?: string;
  /** Of the test, where several go on at once. */
  onTestFinished?: (close: () => Promise<void>) => void;
}

export interface Fakes {
  client: Client;
  dataset: FakeDataset;
  models: FakeModels;
  taskQueue: string;
  workflowId: string;
  /** Two generators (alpha, beta), the original and one judge, with changes. */
  input: (changes?: Record<string, unknown>) => Record<string, unknown>;
  /** A generator or judge of this test's own provider. */
  model: (name: string, settings?: Record<string, unknown>) => Record<string, unknown>;
  start: (...args: unknown[]) => Promise<RunHandle>;
}

/** Real workflows on the real server, with task queues, a provider and a workflow id of this test's own. */
export async function withFakes(options: FakesOptions): Promise<Fakes> {
  const { address = inject('temporalAddress'), name = `fake-${randomUUID().slice(0, 8)}` } = options;
  const workflowId = `run-${name}`;
  const dataset = new FakeDataset(options);
  const models = new FakeModels(options);
  // Histories made to be large are fetched by page, and a page may be larger than gRPC takes by default.
  const channelArgs = { 'grpc.max_receive_message_length': 64 * 1024 * 1024 };
  const clientConnection = await Connection.connect({ address, channelArgs });
  const client = new Client({ connection: clientConnection });
  const connection = await NativeConnection.connect({ address });
  const workflows =
    options.address === undefined
      ? await serveWorkflows(workflowId, dataset)
      : await workflowsOnTheirOwn(connection, `workflows-${name}`, dataset);
  const worker = await Worker.create({
    connection,
    taskQueue: modelTaskQueue(name),
    activities: Object.assign({}, models),
    maxConcurrentActivityTaskExecutions: 500,
  });
  const stopped = worker.run();
  (options.onTestFinished ?? onTestFinished)(async () => {
    // Where a test leaves its run open, nobody is to work on it any more.
    await client.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined);
    worker.shutdown();
    await stopped;
    await workflows.release();
    await connection.close();
    await clientConnection.close();
  });

  const { taskQueue } = workflows;
  const model: Fakes['model'] = (id, settings) => ({ model: `${name}/${id}`, ...settings });
  return {
    client,
    dataset,
    models,
    taskQueue,
    workflowId,
    model,
    input: (changes) => ({
      source: { path: 'conversations.jsonl' },
      generators: [model('alpha'), model('beta')],
      original: { name: 'original' },
      judges: [model('judge')],
      output: { path: 'out/ponds' },
      ...changes,
      // A question before the run is one more call: tests of it ask for it.
      limits: { preflight: false, ...(changes?.['limits'] as object | undefined) },
    }),
    start: (...args) => client.workflow.start('preferenceDataset', { taskQueue, workflowId, args }),
  };
}

/** On a server of the test's own. */
async function workflowsOnTheirOwn(connection: NativeConnection, taskQueue: string, dataset: FakeDataset) {
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: workflowBundlePath },
    activities: Object.assign({}, dataset),
  });
  const stopped = worker.run();
  const release = async () => {
    worker.shutdown();
    await stopped;
  };
  return { taskQueue, release };
}

/** Starts a run and waits for its summary. */
export async function complete(fakes: Fakes, changes?: Record<string, unknown>): Promise<RunSummary> {
  return await (await fakes.start(fakes.input(changes))).result();
}

/** What a run, or another workflow, failed with: the cause under Temporal's wrapping. */
export async function failureOf(handle: WorkflowHandle): Promise<Error | undefined> {
  const error: unknown = await handle.result().then(
    () => expect.fail('the workflow completed'),
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause;
}

/** Starts a run in which no row gives a pair, which fails; what it counted before that. */
export async function completeWithoutPairs(fakes: Fakes, changes?: Record<string, unknown>): Promise<Tally> {
  await expect(complete(fakes, changes)).rejects.toThrow();
  const [published] = fakes.dataset.published;
  return published!.tally;
}
