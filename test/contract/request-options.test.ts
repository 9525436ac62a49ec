import { describe, expect, test } from 'vitest';
import { requestOptionsOf } from '../../src/contract/request-options.ts';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

function parsed(options: Record<string, unknown>, place: 'generators' | 'judges' = 'generators') {
  return parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'a/oak', ...(place === 'generators' ? options : {}) }],
    judges: [{ model: 'a/judge', ...(place === 'judges' ? options : {}) }],
    output: { path: 'out/letters' },
  });
}

function problemsOf(...given: Parameters<typeof parsed>): string[] {
  const outcome = parsed(...given);
  return 'problems' in outcome ? outcome.problems : [];
}

const body = (extraBody: unknown) => problemsOf({ extraBody });
const headers = (extraHeaders: unknown) => problemsOf({ extraHeaders });

describe('a request’s own parameters are refused in an extra body, with where they go', () => {
  test.each([
    ['model', 'give it as "model"'],
    ['messages', 'the application sends its own'],
    ['stream', 'the application sends its own'],
    ['n', 'give it as "samples"'],
    ['tools', 'the application sends its own'],
    ['response_format', 'the application sends its own'],
    ['max_completion_tokens', 'give it as "maxTokens"'],
    ['temperature', 'give it as "temperature"'],
    ['top_k', 'give it as "topK"'],
    ['reasoning_effort', 'give it as "reasoningEffort"'],
    ['seed', 'give it as "seed"'],
  ])('%s', (name, advice) => {
    expect(body({ [name]: 1 })).toEqual([
      `generators[0].extraBody.${name}: cannot be set by "extraBody": ${advice}`,
    ]);
  });
});

describe('a key to an account is refused by its name, or by what it looks like', () => {
  test.each<[string, unknown]>([
    ['api_key', { api_key: 'x' }],
    ['apiKey', { apiKey: 'x' }],
    ['Authorization', { Authorization: 'x' }],
    ['provider.access_token', { provider: { access_token: 'x' } }],
    ['plugins.0.secret', { plugins: [{ secret: 'x' }] }],
    ['user', { user: 'sk-abcdefgh12345678' }],
    ['metadata.note', { metadata: { note: 'Bearer abc' } }],
  ])('in a body: %s', (place, given) => {
    expect(body(given)).toEqual([
      expect.stringMatching(
        new RegExp(`^generators\\[0\\]\\.extraBody\\.${place.replaceAll('.', '\\.')}: is refused as a key`),
      ),
    ]);
  });

  test.each([
    'Authorization',
    'api-key',
    'X-Api-Key',
    'Cookie',
    'x-goog-api-key',
    'X-Auth-Token',
    'CF-Access-Client-Secret',
  ])('in a header: %s', (name) => {
    expect(headers({ [name]: 'x' })).toEqual([
      expect.stringMatching(/^generators\[0\]\.extraHeaders\.[a-z-]+: is refused as a key/),
    ]);
  });

  test('and never quoted', () => {
    expect(JSON.stringify(body({ user: 'sk-abcdefgh12345678' }))).not.toContain('abcdefgh');
  });
});

describe('an address is refused, so that no input sends a key elsewhere', () => {
  test.each<[string, unknown]>([
    ['api_base', { api_base: 'elsewhere' }],
    ['baseUrl', { baseUrl: 'elsewhere' }],
    ['mcp_servers', { mcp_servers: ['elsewhere'] }],
    ['fallbacks.0.target', { fallbacks: [{ target: 'https://elsewhere' }] }],
    ['provider.order.1', { provider: { order: ['a', 'http://elsewhere'] } }],
  ])('in a body: %s', (place, given) => {
    expect(body(given)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^generators\\[0\\]\\.extraBody\\.${place.replaceAll('.', '\\.')}: is refused as an address`,
        ),
      ),
    ]);
  });

  test.each([
    'Host',
    'Helicone-Target-Url',
    'x-portkey-custom-host',
    'X-Forwarded-For',
    'Origin',
    'Proxy-Connection',
  ])('in a header: %s', (name) => {
    expect(headers({ [name]: 'elsewhere' })).toEqual([
      expect.stringMatching(/^generators\[0\]\.extraHeaders\.[a-z-]+: is refused as an address/),
    ]);
  });
});

test.each(['Content-Length', 'content-type', 'Transfer-Encoding', 'Connection', 'Idempotency-Key', 'Accept'])(
  'the header %s is the application’s own',
  (name) => {
    expect(headers({ [name]: 'x' })).toEqual([
      `generators[0].extraHeaders.${name.toLowerCase()}: cannot be set by "extraHeaders": the application sends its own`,
    ]);
  },
);

test('all that is refused is told at once', () => {
  const problems = problemsOf({
    extraBody: { n: 2, stream: true },
    extraHeaders: { cookie: 'a', host: 'b' },
  });
  expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
    'generators[0].extraBody.n',
    'generators[0].extraBody.stream',
    'generators[0].extraHeaders.cookie',
    'generators[0].extraHeaders.host',
  ]);
});

test.each<[string, Record<string, unknown>]>([
  ['stop: needs a text', { stop: [] }],
  ['extraBody: has 4008 bytes as JSON: at most 4000', { extraBody: { a: 'x'.repeat(4_000) } }],
  ['extraBody: must be an object of parameters, as the provider calls them', { extraBody: 'top_a=1' }],
  [
    'extraHeaders: must have at most 16 headers, of 2000 bytes together',
    { extraHeaders: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`x-${at}`, ''])) },
  ],
  ['extraHeaders.x-a: must be printable ASCII', { extraHeaders: { 'x-a': 'a\r\nb' } }],
  [
    'reasoningEffort: must be a word that the model takes, such as "low", "medium" or "high"',
    { reasoningEffort: 'HIGH!' },
  ],
  ['verbosity: must be one of "low", "medium", "high"', { verbosity: 'some' }],
  ['serviceTier: must be a tier that the provider has, such as "flex"', { serviceTier: 'Flex!' }],
  ['serviceTier: batches are no service tier, and are not made yet', { serviceTier: 'batch' }],
  ['stop: names a text twice', { stop: ['a', 'a'] }],
  ['stop: must be a text at which answers stop, or up to 16 of them', { stop: 7 }],
])('%s', (problem, options) => {
  expect(problemsOf(options)).toEqual([`generators[0].${problem}`]);
  expect(problemsOf(options, 'judges')).toEqual([`judges[0].${problem}`]);
});

test('what models need is taken, of a generator and a judge alike', () => {
  const options = {
    reasoningEffort: 'minimal',
    verbosity: 'low',
    serviceTier: 'flex',
    stop: ['\n\n', 'User:'],
    topK: 40,
    extraBody: {
      chat_template_kwargs: { enable_thinking: false },
      provider: { order: ['one', 'two'], allow_fallbacks: false },
      prompt_cache_key: 'letters',
      min_p: 0.05,
      stop_token_ids: [1, 2],
      guided_json: { type: 'object', properties: { url: { type: 'string' }, api_key: { type: 'string' } } },
    },
    extraHeaders: { 'x-title': 'letters', 'http-referer': 'https://example.org' },
  };
  const outcome = parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [
      {
        model: 'a/oak',
        ...options,
        extraHeaders: { 'X-Title': 'letters', 'HTTP-Referer': 'https://example.org' },
      },
    ],
    judges: [{ model: 'a/judge', ...options }],
    output: { path: 'out/letters' },
  });
  if ('problems' in outcome) throw new Error(outcome.problems.join('\n'));
  const [generator] = outcome.input.generators;
  const [judge] = outcome.input.judges;
  expect(generator && requestOptionsOf(generator)).toEqual(options);
  expect(judge && requestOptionsOf(judge)).toEqual(options);
});

test('a model that sees needs others that see, since all are shown the same rows', () => {
  const given = (generator: object, judge: object) => {
    const outcome = parseRunInput({
      source: { path: 'letters.jsonl' },
      generators: [
        { model: 'a/oak', vision: true },
        { model: 'a/elm', ...generator },
      ],
      judges: [{ model: 'a/judge', ...judge }],
      output: { path: 'out/letters' },
    });
    return 'problems' in outcome ? outcome.problems : [];
  };
  const lacks = '"vision": true, which goes for every generator and judge, since they see the same rows';
  expect(given({}, {})).toEqual([`generators: "elm" has no ${lacks}`, `judges: "judge" has no ${lacks}`]);
  expect(given({ vision: true }, { vision: true })).toEqual([]);
});

test('one text to stop at is a list of one, and options that are not given are no keys', () => {
  const outcome = parsed({ stop: '###' });
  if ('problems' in outcome) throw new Error(outcome.problems.join('\n'));
  const [generator] = outcome.input.generators;
  expect(generator && Object.entries(requestOptionsOf(generator))).toEqual([['stop', ['###']]]);
});
