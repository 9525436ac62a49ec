import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { preferenceTaskQueue } from '../../src/contract/names.ts';
import type { RunSummary } from '../../src/contract/run.ts';
import { pauseUpdate, progressQuery } from '../../src/contract/steering.ts';
import { installRuntime } from '../../src/process/runtime.ts';
import { connectClient } from '../../src/process/connection.ts';
import { connectWorker } from '../../src/process/worker-connection.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { startWorkers } from '../../src/worker.ts';
import { until } from '../e2e/until.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { conversation, jsonl } from '../pipeline/conversations.ts';
import { nowhere } from '../output/push/nowhere.ts';
import { failure, type Behaviour } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import type { ScriptedRequest } from '../scripted-provider/scripted-request.ts';
import { startScriptedProvider } from '../scripted-provider/start-scripted-provider.ts';
import { realTemporalCli } from '../temporal-cli/real-temporal-cli.ts';

export interface StagedRuns {
  client: Client;
  address: string;
  uiUrl: string;
  dataDirectory: string;
  /** Ended. */
  finished: string;
  /** Going on, with losses. */
  going: string;
  close(): Promise<void>;
}

const topics = [
  'a lighthouse',
  'sourdough',
  'tide pools',
  'a sextant',
  'moss',
  'glacier milk',
  'kelp',
  'a kiln',
];
const generators = ['notus-7b-v1', 'NeuralBeagle14-7B', 'OpenHermes-2.5-Mistral-7B'];

/** Row 5 loses one of its candidates, and row 3 all of them; the first try of others meets a provider that is down. */
function answer(request: ScriptedRequest): Behaviour {
  const { model, messages } = request.body;
  const asked = JSON.stringify(messages);
  if (asked.includes('glacier milk') && model === 'NeuralBeagle14-7B') {
    const message = "This model's maximum context length is 4096 tokens, however you requested 4471 tokens";
    return failure(400, { message, code: 'context_length_exceeded' });
  }
  if (asked.includes('a sextant') && generators.includes(model)) {
    return failure(400, { message: 'messages: this template takes no consecutive user turns' });
  }
  if (asked.includes('moss') && request.occurrence === 0) return failure(503, { message: 'Overloaded' });
  return defaultScript(request);
}

/** A server with its UI, a worker, and runs in the states that the screenshots show. */
export async function stageRuns(): Promise<StagedRuns> {
  installRuntime({ logLevel: 'ERROR', metricsAddress: undefined });
  const dataDirectory = await mkdtemp(join(tmpdir(), 'capybara-screenshots-'));
  const price = { prompt: 400, completion: 1_600 };
  const provider = await startScriptedProvider({ answer, latencyMilliseconds: 900 });
  const server = await startDevServer({
    executable: await realTemporalCli(),
    port: await findFreePort(),
    uiPort: await findFreePort(),
  });
  const place = { connectionOptions: { address: server.address } };
  const connection = await connectWorker(place);
  const prices = Object.fromEntries(
    [...generators, 'gpt-4-turbo'].map((model) => [
      model,
      { promptUsdPerMillion: price.prompt, completionUsdPerMillion: price.completion },
    ]),
  );
  const workers = await startWorkers(
    { connection, namespace: 'default' },
    {
      dataDirectory,
      providers: [
        {
          name: 'vllm',
          settings: {
            baseUrl: provider.baseUrl,
            maxConcurrentRequests: 50,
            timeoutSeconds: 20,
            flexTimeoutSeconds: 900,
            structuredOutputs: true,
            maxTokensParameter: 'max_tokens',
            sendSeed: false,
            systemRole: true,
            models: {},
            prices,
          },
          apiKey: 'sk-scripted',
          missingKey: undefined,
        },
      ],
      shutdownGraceMilliseconds: undefined,
      simulatedLatencyMilliseconds: 0,
      hub: { endpoint: 'http://127.0.0.1:9', token: undefined, cacheDirectory: join(dataDirectory, '.hub') },
      cacheDirectory: join(dataDirectory, '.cache'),
      objectStorage: noBuckets,
      pushes: nowhere,
      responseStore: undefined,
      logLevel: 'ERROR',
      metricsAddress: undefined,
      traced: false,
    },
  );
  const { client, close } = await connectClient(place);

  const start = async (workflowId: string, rows: number, rowsInFlight: number) => {
    const source = `${workflowId}.jsonl`;
    const conversations = Array.from({ length: rows }, (_, row) =>
      conversation(row < topics.length ? (topics[row] ?? '') : `${topics[row % topics.length]} no. ${row}`),
    );
    await writeFile(join(dataDirectory, source), jsonl(conversations));
    return await client.workflow.start<(input: unknown) => Promise<RunSummary>>('preferenceDataset', {
      taskQueue: preferenceTaskQueue,
      workflowId,
      args: [
        {
          source: { path: source },
          generators: generators.map((model) => ({ model: `vllm/${model}` })),
          original: { name: 'gpt-4-1106-preview' },
          judges: [{ model: 'vllm/gpt-4-turbo' }],
          output: { path: `out/${workflowId}` },
          limits: { rowsInFlight, budgetUsd: 50, maxFailedRowShare: 0.5 },
        },
      ],
    });
  };

  const finished = await start('capybara-mini', 8, 8);
  const paused = await start('capybara-pilot', 24, 4);
  await finished.result();
  await paused.executeUpdate(pauseUpdate, { args: ['a look at the first rows'] });
  const going = await start('capybara-1k', 192, 12);
  await until(
    'the run has lost rows',
    async () => {
      const { rows, lastDrops } = await going.query(progressQuery);
      return rows.done >= 24 && lastDrops.length > 0;
    },
    120,
  );

  return {
    client,
    address: server.address,
    uiUrl: server.uiUrl ?? '',
    dataDirectory,
    finished: finished.workflowId,
    going: going.workflowId,
    async close() {
      await Promise.all([going, paused].map((run) => run.terminate('the screenshots are taken')));
      workers.shutdown();
      await workers.stopped;
      await close();
      await connection.close();
      await server.stop();
      await provider.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
