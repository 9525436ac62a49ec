import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { inject, onTestFinished } from 'vitest';
import type { Configuration } from '../../src/process/configuration.ts';
import type { ProviderSettings } from '../../src/models/providers.schema.ts';
import type { RunSummary } from '../../src/contract/run.ts';
import { connectClient } from '../../src/process/connection.ts';
import { connectWorker } from '../../src/process/worker-connection.ts';
import { startWorkers } from '../../src/worker.ts';
import '../temporal-server/quiet-runtime.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { nowhere } from '../output/push/nowhere.ts';
import {
  startScriptedProvider,
  type ScriptedProvider,
  type ScriptedProviderOptions,
} from '../scripted-provider/start-scripted-provider.ts';

// The SDK's own switch for workflows without a thread of theirs, whose start takes longer than most of these tests.
process.env['TEMPORAL_DEBUG'] = 'true';

export type Run = WorkflowHandle<() => Promise<RunSummary>>;

export interface Pipeline {
  client: Client;
  provider: ScriptedProvider;
  dataDirectory: string;
  workflowId: string;
  taskQueue: string;
  /** `<provider>/<id>`, a model on the scripted provider. */
  model: (id: string) => string;
  /** Writes a file into the data directory. */
  place: (name: string, content: string) => Promise<void>;
  /** A good input over `conversations.jsonl`, with changes. */
  input: (changes?: Record<string, unknown>) => Record<string, unknown>;
  start: (...args: unknown[]) => Promise<Run>;
}

/** The whole application in this process, against the shared Temporal server and a scripted provider of its own. */
export async function withPipeline(
  scripted: ScriptedProviderOptions = {},
  changes: Partial<Configuration> = {},
  settings: Partial<ProviderSettings> = {},
): Promise<Pipeline> {
  const name = `scripted-${randomUUID().slice(0, 8)}`;
  const taskQueue = `pipeline-${name}`;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'capybara-pipeline-'));
  const provider = await startScriptedProvider(scripted);
  const server = { connectionOptions: { address: inject('temporalAddress') } };
  const connection = await connectWorker(server);
  const workers = await startWorkers(
    { connection, namespace: 'default', taskQueue },
    {
      dataDirectory,
      providers: [
        {
          name,
          settings: { ...settingsFor(provider.baseUrl), ...settings },
          apiKey: 'sk-scripted',
          missingKey: undefined,
        },
      ],
      hub: { endpoint: 'http://127.0.0.1:9', token: undefined, cacheDirectory: join(dataDirectory, '.hub') },
      cacheDirectory: join(dataDirectory, '.cache'),
      responseStore: undefined,
      shutdownGraceMilliseconds: undefined,
      simulatedLatencyMilliseconds: 0,
      objectStorage: noBuckets,
      pushes: nowhere,
      logLevel: 'ERROR',
      metricsAddress: undefined,
      traced: false,
      ...changes,
    },
  );
  const { client, close } = await connectClient(server);
  onTestFinished(async () => {
    workers.shutdown();
    await workers.stopped;
    await close();
    await connection.close();
    await provider.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  const model = (id: string): string => `${name}/${id}`;
  const workflowId = `run-${name}`;
  return {
    client,
    provider,
    dataDirectory,
    workflowId,
    taskQueue,
    model,
    place: (file, content) => writeFile(join(dataDirectory, file), content),
    input: (inputChanges) => ({
      source: { path: 'conversations.jsonl' },
      generators: ['notus-7b-v1', 'NeuralBeagle14-7B', 'OpenHermes-2.5-Mistral-7B'].map((id) => ({
        model: model(id),
      })),
      original: { name: 'gpt-4-1106-preview' },
      judges: [{ model: model('gpt-4-turbo') }],
      output: { path: 'out/pairs' },
      ...inputChanges,
      // A question before the run is one more call: tests of it ask for it.
      limits: { preflight: false, ...(inputChanges?.['limits'] as object | undefined) },
    }),
    start: (...args) => client.workflow.start('preferenceDataset', { taskQueue, workflowId, args }),
  };
}

export function settingsFor(baseUrl: string): ProviderSettings {
  return {
    baseUrl,
    maxConcurrentRequests: 50,
    timeoutSeconds: 20,
    flexTimeoutSeconds: 900,
    structuredOutputs: true,
    maxTokensParameter: 'max_tokens',
    sendSeed: false,
    systemRole: true,
    models: {},
    prices: {},
  };
}
