import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { environmentSchema } from './configuration.schema.ts';
import type { AnswerPlace } from '../answers/open-answers.ts';
import { withoutSchemaKey } from '../contract/input/without-schema-key.ts';
import type { HubAccess } from '../http/hub-access.ts';
import type { ConfiguredProvider } from '../models/providers.ts';
import type { ObjectStorage } from '../storage/s3-client.ts';
import type { PushAccess } from '../output/push/push-access.ts';
import { presetSettings } from '../models/provider-presets.ts';
import {
  openaiProviderDefaults,
  providersFileSchema,
  type ProviderSettings,
  type ProvidersFile,
} from '../models/providers.schema.ts';
import { cacheDirectoryOf } from '../temporal-cli/cache-directory.ts';

/** What a process was started with. Keys are here and nowhere else. */
export interface Configuration {
  dataDirectory: string;
  providers: ConfiguredProvider[];
  hub: HubAccess;
  /** For what this worker can make again. */
  cacheDirectory: string;
  /** Where paid answers are kept; undefined: nowhere. */
  responseStore: AnswerPlace | undefined;
  /** The worker deployment whose version this build is; undefined: none. */
  deployment?: string | undefined;
  /** Undefined: long enough for every call in flight. */
  shutdownGraceMilliseconds: number | undefined;
  simulatedLatencyMilliseconds: number;
  objectStorage: ObjectStorage;
  /** Where datasets may be pushed. */
  pushes: PushAccess;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  /** Where Prometheus finds the worker's metrics; undefined: nowhere. */
  metricsAddress: string | undefined;
  /** Whether activities make spans. */
  traced: boolean;
}

/** Where things are on this machine. */
export interface MachineConfiguration {
  searchPath: string | undefined;
  homeDirectory: string;
  xdgCacheHome: string | undefined;
  /** A terminal that can't go back over what it has shown, or a build whose log is read later. */
  plainTerminal: boolean;
  /** Whether an error is shown with where it came from. */
  showsStacks: boolean;
}

/** What is wrong with the environment or the providers file; said to whoever starts the process. */
export class ConfigurationProblem extends Error {}

/** Reads the worker's configuration, once, where a process starts. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  // An empty variable is how shells and compose files say "not set".
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) throw problemIn('The environment', parsed.error);
  const variables = parsed.data;
  return {
    dataDirectory: variables.DATA_DIR ?? process.cwd(),
    providers: Object.entries(providerSettings(variables)).map(([name, settings]) =>
      withKey(name, settings, set, variables.OPENAI_BASE_URL !== undefined),
    ),
    hub: {
      endpoint: variables.HF_ENDPOINT,
      token: variables.HF_TOKEN,
      cacheDirectory: hubCacheDirectory(variables),
    },
    cacheDirectory: cacheDirectory(variables),
    responseStore: answerPlace(variables),
    deployment: variables.WORKER_DEPLOYMENT,
    shutdownGraceMilliseconds:
      variables.SHUTDOWN_GRACE_SECONDS === undefined ? undefined : variables.SHUTDOWN_GRACE_SECONDS * 1_000,
    simulatedLatencyMilliseconds: variables.SIMULATED_LATENCY_MS,
    objectStorage: {
      buckets: variables.OUTPUT_BUCKETS,
      endpoint: variables.AWS_ENDPOINT_URL_S3 ?? variables.AWS_ENDPOINT_URL,
      region: variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION,
    },
    pushes: {
      hub: { endpoint: variables.HF_ENDPOINT, token: variables.HF_TOKEN },
      argilla: { url: variables.ARGILLA_API_URL, apiKey: variables.ARGILLA_API_KEY },
    },
    logLevel: variables.LOG_LEVEL,
    metricsAddress: variables.METRICS_ADDRESS,
    traced:
      (variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? variables.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined,
  };
}

/** Where the Temporal server is, as the Temporal CLI would see it: its environment variables and profiles. */
export function readTemporalConfiguration(environment: NodeJS.ProcessEnv = process.env): ClientConnectConfig {
  // An empty variable is how shells and compose files say "not set".
  const set = Object.fromEntries(
    Object.entries(definedVariables(environment)).filter(
      ([name, value]) => !name.startsWith('TEMPORAL_') || value.trim() !== '',
    ),
  );
  const server = loadedTemporalConfiguration(set);
  const { address } = server.connectionOptions;
  if (address !== undefined && !/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(address)) {
    throw new ConfigurationProblem(
      `The Temporal address "${address}" is not one: set TEMPORAL_ADDRESS to a host and its port, such as localhost:7233.`,
    );
  }
  return server;
}

function loadedTemporalConfiguration(overrideEnvVars: Record<string, string>): ClientConnectConfig {
  try {
    return loadClientConnectConfig({ overrideEnvVars });
  } catch (error) {
    throw new ConfigurationProblem(
      `Temporal's variables (TEMPORAL_*) or its profile could not be read: ${(error as Error).message}`,
    );
  }
}

export function readMachineConfiguration(environment: NodeJS.ProcessEnv = process.env): MachineConfiguration {
  return {
    searchPath: environment['PATH'],
    homeDirectory: homedir(),
    xdgCacheHome: environment['XDG_CACHE_HOME'],
    plainTerminal: environment['TERM'] === 'dumb' || Boolean(environment['CI']),
    showsStacks: ['DEBUG', 'TRACE'].includes(environment['LOG_LEVEL'] ?? ''),
  };
}

function cacheDirectory({ XDG_CACHE_HOME }: z.infer<typeof environmentSchema>): string {
  return cacheDirectoryOf({
    platform: process.platform,
    homeDirectory: homedir(),
    xdgCacheHome: XDG_CACHE_HOME,
  });
}

/** A folder, a bucket's prefix, or nothing at all. */
function answerPlace(variables: z.infer<typeof environmentSchema>): AnswerPlace | undefined {
  const place = variables.RESPONSE_STORE ?? join(cacheDirectory(variables), 'answers');
  return place === 'off' ? undefined : { place, mostBytes: variables.RESPONSE_STORE_GB * 1e9 };
}

/** Where huggingface_hub keeps its files, by the same variables. */
function hubCacheDirectory({
  HF_HUB_CACHE,
  HUGGINGFACE_HUB_CACHE,
  HF_HOME,
  XDG_CACHE_HOME,
}: z.infer<typeof environmentSchema>): string {
  const home = HF_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'huggingface');
  return HF_HUB_CACHE ?? HUGGINGFACE_HUB_CACHE ?? join(home, 'hub');
}

function providerSettings({
  OPENAI_API_KEY,
  OPENAI_BASE_URL,
  PROVIDERS_FILE,
}: z.infer<typeof environmentSchema>): Record<string, ProviderSettings> {
  const openai = { openai: openaiProviderDefaults(OPENAI_BASE_URL) };
  const isOpenaiSet = OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;
  return {
    ...(isOpenaiSet ? providersFileSchema.parse(openai) : {}),
    ...(PROVIDERS_FILE === undefined ? {} : readProvidersFile(PROVIDERS_FILE, openai)),
  };
}

function readProvidersFile(path: string, known: ProvidersFile): Record<string, ProviderSettings> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigurationProblem(`PROVIDERS_FILE "${path}" could not be read: ${(error as Error).message}`);
  }
  const parsed = providersFileSchema.safeParse(withKnownServers(withoutSchemaKey(json), known));
  if (!parsed.success) throw problemIn(`PROVIDERS_FILE "${path}"`, parsed.error);
  return parsed.data;
}

/** What an entry leaves out, its preset says; one for `openai` without either adds to what is known of it. */
function withKnownServers(file: unknown, known: ProvidersFile): unknown {
  if (!isRecord(file)) return file;
  return Object.fromEntries(
    Object.entries(file).map(([name, entry]) => {
      if (!isRecord(entry)) return [name, entry];
      if ('preset' in entry) return [name, { ...presetSettings(entry['preset']), ...entry }];
      return [name, 'baseUrl' in entry ? entry : { ...known[name], ...entry }];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withKey(
  name: string,
  settings: ProviderSettings,
  variables: Record<string, string | undefined>,
  keyless: boolean,
): ConfiguredProvider {
  const { apiKeyEnv } = settings;
  const apiKey = apiKeyEnv === undefined ? undefined : variables[apiKeyEnv]?.trim();
  const needsNone =
    apiKeyEnv === undefined || (apiKeyEnv === 'OPENAI_API_KEY' && name === 'openai' && keyless);
  return { name, settings, apiKey, missingKey: apiKey === undefined && !needsNone ? apiKeyEnv : undefined };
}

function problemIn(where: string, error: z.ZodError): ConfigurationProblem {
  return new ConfigurationProblem(`${where} has a problem:\n${z.prettifyError(error)}`);
}

function definedVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
