import { Context } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import '../temporal-server/quiet-runtime.ts';
import { FakeDataset } from './fake-dataset.ts';

/** Where the workflows of every test of this process are worked on, each over its own dataset. */
const taskQueue = `workflows-${process.pid}`;

const datasets = new Map<string, FakeDataset>();

let started: Promise<void> | undefined;

/**
 * Serves a run's workflows, and its dataset's activities, until it is released. All tests share one worker, whose start
 * takes longer than most of them; it ends with the process.
 */
export async function serveWorkflows(workflowId: string, dataset: FakeDataset) {
  datasets.set(workflowId, dataset);
  await (started ??= startWorker());
  return { taskQueue, release: () => datasets.delete(workflowId) };
}

async function startWorker(): Promise<void> {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: workflowBundlePath },
    activities: Object.fromEntries(
      Object.entries(new FakeDataset({ rows: [] }))
        .filter(([, member]) => typeof member === 'function')
        .map(([name]) => [name, (...args: unknown[]) => activityOf(name)(...args)]),
    ),
  });
  void worker.run();
}

/** Of the run on whose behalf it is called, by itself or by one of its shards. */
function activityOf(name: string): (...args: unknown[]) => unknown {
  const { workflowId = '' } = Context.current().info.workflowExecution ?? {};
  const dataset = datasets.get(workflowId.replace(/\/shard-\d+$/, ''));
  if (!dataset) throw new Error(`No test is there any more for ${workflowId}`);
  return dataset[name as keyof FakeDataset] as (...args: unknown[]) => unknown;
}
