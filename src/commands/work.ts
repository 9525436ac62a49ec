import { setTimeout as sleep } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';
import {
  readConfiguration,
  readTemporalConfiguration,
  type Configuration,
} from '../process/configuration.ts';
import { addressOf, namespaceOf, type TemporalServer } from '../process/connection.ts';
import { installRuntime } from '../process/runtime.ts';
import { connectWorker } from '../process/worker-connection.ts';
import { startWorkers } from '../worker.ts';
import { Problem } from './problem.ts';
import type { Say } from './say.ts';
import { notConnected, refusedClient } from './unforeseen.ts';

const betweenConnections = 3_000;

/** `npm run worker`: a worker alone, on the server that the environment or a profile names, until it is stopped. */
export async function work(say: Say): Promise<void> {
  const configuration = readConfiguration();
  installRuntime(configuration);
  await workOn(readTemporalConfiguration(), configuration, say);
}

/** Serves runs until the process is told to stop; calls in flight are finished first. */
export async function workOn(server: TemporalServer, configuration: Configuration, say: Say): Promise<void> {
  const connection = await connectPatiently(server, say);
  try {
    const workers = await startWorkers({ connection, namespace: namespaceOf(server) }, configuration);
    say(`Worker ready on ${addressOf(server)}, task queues ${workers.taskQueues.join(', ')}`);
    await workers.stopped;
    say('Worker stopped');
  } finally {
    await connection.close();
  }
}

/** A server may come up after its worker: says so once, and keeps trying; one that refuses this worker is not asked again. */
async function connectPatiently(server: TemporalServer, say: Say): Promise<NativeConnection> {
  let said = false;
  for (;;) {
    try {
      return await connectWorker(server);
    } catch (error) {
      const refused = refusedClient(server, error);
      if (refused !== undefined) throw new Problem(refused);
      if (!said) say(`${notConnected(server, (error as Error).message)} Trying on.`);
      said = true;
      await sleep(betweenConnections);
    }
  }
}
