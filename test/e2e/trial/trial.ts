import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { RunSummary } from '../../../src/contract/run.ts';
import { progressQuery, type Progress } from '../../../src/contract/steering.ts';
import type { ConnectedClient } from '../../../src/process/connection.ts';
import {
  startProviderProcess,
  type ProviderOptions,
  type ProviderProcess,
} from '../processes/provider-process.ts';
import { TemporalServer } from '../processes/temporal-server.ts';
import { startWorkerProcess, type WorkerProcess } from '../processes/worker-process.ts';
import { until } from '../until.ts';
import { inventConversations } from './conversations.ts';
import { outputPath, providerName, runInput, sourceName } from './run-input.ts';

export interface TrialOptions {
  rows: number;
  rowsInFlight?: number;
  maxFailedRowShare?: number;
  /** Of each worker. */
  maxConcurrentRequests?: number;
  provider?: ProviderOptions;
  /** Whether workers keep paid answers. */
  keepsAnswers?: boolean;
  /** Changes to the input's `output`. */
  output?: Record<string, unknown>;
  /** More variables of each worker's environment. */
  environment?: Record<string, string>;
}

export type Run = Awaited<ReturnType<Trial['start']>>;

/** A Temporal server, a provider and a folder of a trial's own; workers come and go. */
export class Trial {
  readonly workflowId = 'trial';
  readonly server: TemporalServer;
  readonly provider: ProviderProcess;
  readonly workers: WorkerProcess[] = [];
  /** The workers' DATA_DIR. */
  readonly dataDirectory: string;
  readonly #folder: string;
  readonly #options: TrialOptions;
  #connected: ConnectedClient | undefined;

  private constructor(
    folder: string,
    options: TrialOptions,
    server: TemporalServer,
    provider: ProviderProcess,
  ) {
    this.#folder = folder;
    this.dataDirectory = join(folder, 'data');
    this.#options = options;
    this.server = server;
    this.provider = provider;
  }

  /** Sets everything up; no server and no worker runs yet. */
  static async prepare(options: TrialOptions): Promise<Trial> {
    const folder = await mkdtemp(join(tmpdir(), 'capybara-trial-'));
    const [server, provider] = await Promise.all([
      TemporalServer.at(folder),
      startProviderProcess(options.provider),
    ]);
    const trial = new Trial(folder, options, server, provider);
    await mkdir(trial.dataDirectory);
    await writeFile(join(trial.dataDirectory, sourceName), inventConversations(options.rows));
    await writeFile(trial.#providersFile(), JSON.stringify(trial.#providers(), null, 2));
    return trial;
  }

  get client(): Client {
    if (!this.#connected) throw new Error('The trial has not started its server');
    return this.#connected.client;
  }

  get outputFolder(): string {
    return join(this.dataDirectory, outputPath);
  }

  /** The workers' RESPONSE_STORE, where they keep answers. */
  get answersFolder(): string {
    return join(this.#folder, 'answers');
  }

  async startServer(): Promise<void> {
    await this.server.start();
    this.#connected ??= await this.server.connect();
  }

  /** Each worker has a key of its own, by which the provider tells them apart. */
  startWorker(apiKey = `sk-worker-${this.workers.length}`): WorkerProcess {
    const worker = startWorkerProcess({
      address: this.server.address,
      dataDirectory: this.dataDirectory,
      providersFile: this.#providersFile(),
      apiKey,
      responseStore: this.#options.keepsAnswers ? this.answersFolder : undefined,
      ...(this.#options.environment ? { environment: this.#options.environment } : {}),
    });
    this.workers.push(worker);
    return worker;
  }

  newestWorker(): WorkerProcess {
    const worker = this.workers.at(-1);
    if (!worker) throw new Error('The trial has started no worker');
    return worker;
  }

  async start() {
    const { rowsInFlight = 20, maxFailedRowShare, output } = this.#options;
    const limits = { rowsInFlight, ...(maxFailedRowShare === undefined ? {} : { maxFailedRowShare }) };
    return await this.client.workflow.start<(input: unknown) => Promise<RunSummary>>('preferenceDataset', {
      taskQueue: 'preference-dataset',
      workflowId: this.workflowId,
      args: [runInput(limits, output)],
    });
  }

  /** Waits for a number of requests to have reached the provider. */
  async untilReceived(count: number, seconds = 120): Promise<void> {
    await until(
      `the provider has received ${count} requests`,
      async () => (await this.provider.counts()).received >= count,
      seconds,
    );
  }

  /** Waits for the end of the run, whatever it is; a server that is down for the moment is no answer. */
  async untilEnded(run: Run, seconds = 180): Promise<string> {
    return await until(
      'the run has ended',
      async () => {
        const described = await run.describe().catch(() => undefined);
        return described?.status.name !== 'RUNNING' && described?.status.name;
      },
      seconds,
    );
  }

  async untilPaused(run: Run): Promise<Progress> {
    return await until('the run is paused', async () => {
      const progress = await run.query(progressQuery);
      return progress.state === 'paused' && progress;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.#connected?.close();
    await this.server.stop();
    await this.provider.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #providersFile(): string {
    return join(this.#folder, 'providers.json');
  }

  #providers() {
    const { maxConcurrentRequests = 100, provider } = this.#options;
    const { baseUrl } = this.provider;
    const prices = Object.fromEntries(
      Object.entries(provider?.prices ?? {}).map(([model, { prompt, completion }]) => [
        model,
        { promptUsdPerMillion: prompt, completionUsdPerMillion: completion },
      ]),
    );
    return { [providerName]: { baseUrl, apiKeyEnv: 'SCRIPTED_API_KEY', maxConcurrentRequests, prices } };
  }
}
