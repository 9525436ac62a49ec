import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ConfigurationProblem,
  readConfiguration,
  readTemporalConfiguration,
} from '../../src/process/configuration.ts';
import { Providers } from '../../src/models/providers.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let providersFile: string;

beforeEach(async () => {
  providersFile = join(await scratchFolder(), 'providers.json');
});

function problemOf(environment: NodeJS.ProcessEnv): string {
  try {
    readConfiguration(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationProblem);
    return (error as Error).message;
  }
  return 'none';
}

async function withProviders(providers: unknown, environment: NodeJS.ProcessEnv = {}) {
  await writeFile(providersFile, typeof providers === 'string' ? providers : JSON.stringify(providers));
  return { ...environment, PROVIDERS_FILE: providersFile };
}

function providersOf(environment: NodeJS.ProcessEnv): Providers {
  return new Providers(readConfiguration(environment).providers);
}

function usableNames(environment: NodeJS.ProcessEnv): string[] {
  return providersOf(environment)
    .usable()
    .map(({ name }) => name);
}

describe('a variable that makes no sense is named', () => {
  test.each([
    ['OPENAI_BASE_URL', 'localhost:11434/v1'],
    ['OPENAI_BASE_URL', 'ftp://localhost/v1'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd'],
    ['SHUTDOWN_GRACE_SECONDS', 'soon'],
    ['SHUTDOWN_GRACE_SECONDS', '-1'],
    ['SIMULATED_LATENCY_MS', '60001'],
    ['HF_ENDPOINT', 'huggingface.co'],
    ['HF_ENDPOINT', 'https://someone:secret@hub.example'],
    ['HF_TOKEN', 'secret'],
    ['LOG_LEVEL', 'LOUD'],
    ['METRICS_ADDRESS', '9464'],
    ['METRICS_ADDRESS', 'http://localhost:9464'],
    ['AWS_ENDPOINT_URL', 'localhost:9000'],
    ['ARGILLA_API_URL', 'localhost:6900'],
  ])('%s=%s', (name, value) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toMatch(/^The environment has a problem:/);
    expect(problem).toContain(name);
  });

  test.each([
    ['HF_ENDPOINT', 'https://someone:very-secret@hub.example'],
    ['HF_TOKEN', 'very-secret'],
  ])('without telling it, where it may be secret: %s', (name, value) => {
    expect(problemOf({ [name]: value })).not.toContain('very-secret');
  });

  test('together with every other', () => {
    const problem = problemOf({ LOG_LEVEL: 'LOUD', OPENAI_BASE_URL: 'nowhere' });
    expect(problem).toContain('LOG_LEVEL');
    expect(problem).toContain('OPENAI_BASE_URL');
  });

  test('without telling a key that is set beside it', () => {
    expect(problemOf({ OPENAI_API_KEY: 'sk-very-secret', LOG_LEVEL: 'LOUD' })).not.toContain('secret');
  });
});

describe('a providers file that cannot be used is named', () => {
  test('when it is not there', () => {
    expect(problemOf({ PROVIDERS_FILE: providersFile })).toMatch(
      `PROVIDERS_FILE "${providersFile}" could not be read: ENOENT`,
    );
  });

  test('when it is not JSON', async () => {
    expect(problemOf(await withProviders('{"local": }'))).toMatch(
      new RegExp(`^PROVIDERS_FILE "${providersFile}" could not be read: .*JSON`),
    );
  });

  test('takes what it leaves out from a preset, and goes before it', async () => {
    const given = {
      claude: { preset: 'anthropic', maxConcurrentRequests: 3 },
      mine: { preset: 'ollama', baseUrl: 'http://gpu-1:11434/v1', sendSeed: false },
    };
    const { providers } = readConfiguration(await withProviders(given, { ANTHROPIC_API_KEY: 'key' }));
    expect(providers).toMatchObject([
      {
        name: 'claude',
        apiKey: 'key',
        settings: {
          baseUrl: 'https://api.anthropic.com/v1',
          structuredOutputs: false,
          maxConcurrentRequests: 3,
        },
      },
      {
        name: 'mine',
        settings: { baseUrl: 'http://gpu-1:11434/v1', structuredOutputs: true, sendSeed: false },
      },
    ]);
  });

  test('says which key a preset wants where it is not set', async () => {
    expect(
      providersOf(await withProviders({ claude: { preset: 'anthropic' } })).problemWith('claude/x'),
    ).toContain('ANTHROPIC_API_KEY');
  });

  test('may name the schema that an editor goes by', async () => {
    const given = { $schema: 'schemas/providers.schema.json', local: { baseUrl: 'http://localhost/v1' } };
    expect(usableNames(await withProviders(given))).toContain('local');
  });

  test.each<[string, unknown, string[]]>([
    ['is a list', [], ['expected record']],
    [
      'has an unknown key',
      { local: { baseUrl: 'http://localhost/v1', apikey: 'k' } },
      ['Unrecognized key: "apikey"', 'local'],
    ],
    ['has no base URL', { local: {} }, ['must be an http or https URL', 'local.baseUrl']],
    ['has a bad base URL', { local: { baseUrl: 'localhost' } }, ['must be an http or https URL']],
    [
      'holds a key itself',
      { local: { baseUrl: 'http://localhost/v1', apiKeyEnv: 'sk-123' } },
      ['must be the name of an environment variable'],
    ],
    [
      'asks for longer than a call may take',
      { local: { baseUrl: 'http://localhost/v1', timeoutSeconds: 571 } },
      ['local.timeoutSeconds'],
    ],
    [
      'names a provider like the built-in one',
      { simulated: { baseUrl: 'http://localhost/v1' } },
      ['is built in: choose another name'],
    ],
    [
      'names a provider with a slash',
      { 'a/b': { baseUrl: 'http://localhost/v1' } },
      ['a name is letters, digits, ".", "_" and "-"', 'a/b'],
    ],
  ])('when it %s', async (_case, providers, told) => {
    const problem = problemOf(await withProviders(providers));
    expect(problem).toMatch(`PROVIDERS_FILE "${providersFile}" has a problem:`);
    for (const words of told) expect(problem).toContain(words);
  });
});

test('an empty environment has every default, and simulated models only', () => {
  expect(readConfiguration({})).toEqual({
    dataDirectory: process.cwd(),
    metricsAddress: undefined,
    providers: [],
    hub: {
      endpoint: 'https://huggingface.co',
      token: undefined,
      cacheDirectory: join(homedir(), '.cache/huggingface/hub'),
    },
    cacheDirectory: expect.stringContaining('capybara-preferences') as unknown,
    shutdownGraceMilliseconds: undefined,
    simulatedLatencyMilliseconds: 0,
    traced: false,
    responseStore: {
      place: expect.stringMatching(/capybara-preferences.answers$/) as unknown,
      mostBytes: 10_000_000_000,
    },
    objectStorage: { buckets: [], endpoint: undefined, region: undefined },
    pushes: {
      hub: { endpoint: 'https://huggingface.co', token: undefined },
      argilla: { url: undefined, apiKey: undefined },
    },
    logLevel: 'WARN',
  });
  expect(usableNames({})).toEqual(['simulated']);
});

test.each([[''], ['  ']])('a variable that is set to "%s" counts as not set', (value) => {
  const names = [
    'DATA_DIR',
    'OPENAI_API_KEY',
    'OPENAI_BASE_URL',
    'PROVIDERS_FILE',
    'SHUTDOWN_GRACE_SECONDS',
    'SIMULATED_LATENCY_MS',
    'LOG_LEVEL',
    'RESPONSE_STORE',
    'RESPONSE_STORE_GB',
    'OUTPUT_BUCKETS',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_S3',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'HF_TOKEN',
    'HF_ENDPOINT',
    'ARGILLA_API_URL',
    'ARGILLA_API_KEY',
  ];
  expect(readConfiguration(Object.fromEntries(names.map((name) => [name, value])))).toEqual(
    readConfiguration({}),
  );
});

test('numbers are read, a grace of zero seconds too', () => {
  expect(
    readConfiguration({ DATA_DIR: '/data', SHUTDOWN_GRACE_SECONDS: '0', SIMULATED_LATENCY_MS: '15' }),
  ).toMatchObject({
    dataDirectory: '/data',
    shutdownGraceMilliseconds: 0,
    simulatedLatencyMilliseconds: 15,
  });
});

test.each<[string, Record<string, string>, unknown]>([
  ['"off" keeps none', { RESPONSE_STORE: 'off' }, undefined],
  ['a folder', { RESPONSE_STORE: '/answers' }, { place: '/answers', mostBytes: 10_000_000_000 }],
  [
    'a bucket, and a bound',
    { RESPONSE_STORE: 's3://ours/answers', RESPONSE_STORE_GB: '0.5' },
    { place: 's3://ours/answers', mostBytes: 500_000_000 },
  ],
])('RESPONSE_STORE: %s', (_what, variables, expected) => {
  expect(readConfiguration(variables).responseStore).toEqual(expected);
});

describe('prices', () => {
  test.each([
    ['a negative price', { promptUsdPerMillion: -1, completionUsdPerMillion: 1 }, 'promptUsdPerMillion'],
    ['a half price', { promptUsdPerMillion: 1 }, 'completionUsdPerMillion'],
    ['a price by another name', { promptUsdPerMillion: 1, completionUsdPerMillion: 1, usd: 1 }, 'usd'],
  ])('with %s are refused, with their place', async (_what, price, place) => {
    const providers = { local: { baseUrl: 'http://localhost/v1', prices: { notus: price } } };
    const problem = problemOf(await withProviders(providers));
    expect(problem).toContain(place);
    expect(problem).toContain('local.prices.notus');
  });

  test('are known by provider and model id; others are not, and simulated models are free', async () => {
    const price = { promptUsdPerMillion: 0.1, completionUsdPerMillion: 0.4 };
    const providers = { local: { baseUrl: 'http://localhost/v1', prices: { 'org/notus': price } } };
    const known = providersOf(await withProviders(providers));
    expect(known.priceOf('local/org/notus')).toEqual(price);
    expect(known.priceOf('local/notus')).toBeUndefined();
    expect(known.priceOf('elsewhere/org/notus')).toBeUndefined();
    expect(known.priceOf('local/toString')).toBeUndefined();
    expect(known.priceOf('simulated/any')).toEqual({ promptUsdPerMillion: 0, completionUsdPerMillion: 0 });
  });

  test('of openai are added to what the environment says of it', async () => {
    const price = { promptUsdPerMillion: 2, completionUsdPerMillion: 8 };
    const environment = await withProviders(
      { openai: { prices: { 'gpt-4.1': price } } },
      { OPENAI_API_KEY: 'k-1' },
    );
    expect(providersOf(environment).priceOf('openai/gpt-4.1')).toEqual(price);
    expect(readConfiguration(environment).providers).toMatchObject([
      { name: 'openai', apiKey: 'k-1', settings: { baseUrl: 'https://api.openai.com/v1' } },
    ]);
  });

  test('of an openai without a key are known, and so is what is missing', async () => {
    const price = { promptUsdPerMillion: 2, completionUsdPerMillion: 8 };
    const known = providersOf(await withProviders({ openai: { prices: { 'gpt-4.1': price } } }));
    expect(known.priceOf('openai/gpt-4.1')).toEqual(price);
    expect(known.problemWith('openai/gpt-4.1')).toContain('has no OPENAI_API_KEY');
  });

  test('beside an address of their own take no key from the environment', async () => {
    const providers = { openai: { baseUrl: 'http://localhost/v1', prices: {} } };
    const environment = await withProviders(providers, { OPENAI_API_KEY: 'k-1' });
    expect(readConfiguration(environment).providers).toMatchObject([{ name: 'openai', apiKey: undefined }]);
  });
});

describe('the Hub', () => {
  test('is reached where its own tools reach it', () => {
    const environment = { HF_ENDPOINT: 'https://hub.example/', HF_TOKEN: ' hf_abc ' };
    expect(readConfiguration(environment).hub).toMatchObject({
      endpoint: 'https://hub.example',
      token: 'hf_abc',
    });
  });

  test.each([
    [{ XDG_CACHE_HOME: '/xdg' }, '/xdg/huggingface/hub'],
    [{ XDG_CACHE_HOME: '/xdg', HF_HOME: '/home' }, '/home/hub'],
    [{ HF_HOME: '/home', HUGGINGFACE_HUB_CACHE: '/old' }, '/old'],
    [{ HUGGINGFACE_HUB_CACHE: '/old', HF_HUB_CACHE: '/new' }, '/new'],
  ])('keeps its files where they keep them: %o', (environment, directory) => {
    expect(readConfiguration(environment).hub.cacheDirectory).toBe(directory);
  });
});

test('buckets are named with commas between them, and the store is found as the AWS tools find it', () => {
  const environment = {
    OUTPUT_BUCKETS: 'datasets, drafts,',
    AWS_ENDPOINT_URL: 'http://localhost:9000',
    AWS_ENDPOINT_URL_S3: 'http://localhost:9001',
    AWS_DEFAULT_REGION: 'eu-west-1',
  };
  expect(readConfiguration(environment).objectStorage).toEqual({
    buckets: ['datasets', 'drafts'],
    endpoint: 'http://localhost:9001',
    region: 'eu-west-1',
  });
});

describe('provider openai', () => {
  test('is there with a key alone, at its own address', () => {
    const { providers } = readConfiguration({ OPENAI_API_KEY: 'k-1' });
    expect(providers).toMatchObject([
      {
        name: 'openai',
        apiKey: 'k-1',
        missingKey: undefined,
        settings: {
          baseUrl: 'https://api.openai.com/v1',
          maxTokensParameter: 'max_completion_tokens',
        },
      },
    ]);
  });

  test('is there with an address alone, for servers that take no key', () => {
    const environment = { OPENAI_BASE_URL: 'http://localhost:11434/v1' };
    expect(usableNames(environment)).toEqual(['simulated', 'openai']);
    expect(readConfiguration(environment).providers).toMatchObject([
      {
        apiKey: undefined,
        settings: { baseUrl: environment.OPENAI_BASE_URL, maxTokensParameter: 'max_tokens' },
      },
    ]);
  });

  test('of a providers file comes before that of the environment', async () => {
    const file = { openai: { baseUrl: 'http://gateway/v1', apiKeyEnv: 'GATEWAY_KEY' } };
    const environment = await withProviders(file, { OPENAI_API_KEY: 'k-1', GATEWAY_KEY: 'k-2' });
    expect(readConfiguration(environment).providers).toMatchObject([
      { apiKey: 'k-2', settings: { baseUrl: 'http://gateway/v1' } },
    ]);
  });
});

describe('a model that cannot be used', () => {
  test('for want of a key names the variable, and only its own provider is out', async () => {
    const file = {
      hosted: { baseUrl: 'https://hosted.example/v1', apiKeyEnv: 'HOSTED_KEY' },
      local: { baseUrl: 'http://localhost:8000/v1' },
    };
    const environment = await withProviders(file, { HOSTED_KEY: ' ' });
    expect(usableNames(environment)).toEqual(['simulated', 'local']);
    expect(providersOf(environment).problemWith('hosted/m')).toBe(
      `the worker's environment has no HOSTED_KEY, the key of provider "hosted": set it and restart the worker`,
    );
    expect(usableNames({ ...environment, HOSTED_KEY: 'k' })).toEqual(['simulated', 'hosted', 'local']);
  });

  test('of a provider nobody defined names those there are, also the ones without a key', async () => {
    const file = { hosted: { baseUrl: 'https://hosted.example/v1', apiKeyEnv: 'HOSTED_KEY' } };
    expect(providersOf(await withProviders(file)).problemWith('elsewhere/m')).toBe(
      `the worker has no provider "elsewhere" (it has: hosted, simulated): define it in the worker's PROVIDERS_FILE`,
    );
  });

  test('of openai says which variables define it', () => {
    expect(providersOf({}).problemWith('openai/gpt-x')).toMatch(/: set OPENAI_API_KEY, or OPENAI_BASE_URL/);
  });
});

test.each([['simulated/anything'], ['openai/org/model']])('%s can be used', (model) => {
  expect(providersOf({ OPENAI_API_KEY: 'k-1' }).problemWith(model)).toBeUndefined();
});

test.each(['', '  '])('an empty TEMPORAL_ADDRESS is one that is not set: %j', (address) => {
  const { connectionOptions } = readTemporalConfiguration({ HOME: '/nowhere', TEMPORAL_ADDRESS: address });
  expect(connectionOptions.address).toBeUndefined();
});

test.each(['http://localhost:7233', 'localhost:abc', 'not an address', 'localhost:'])(
  'a TEMPORAL_ADDRESS that is none is said to be so: %s',
  (address) => {
    expect(() => readTemporalConfiguration({ HOME: '/nowhere', TEMPORAL_ADDRESS: address })).toThrow(
      `The Temporal address "${address}" is not one`,
    );
  },
);
