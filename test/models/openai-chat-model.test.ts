import { inspect } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ChatReply } from '../../src/models/chat-model.ts';
import {
  contentFilter,
  failure,
  garbage,
  insufficientQuota,
  length,
  rateLimit,
  refusal,
  text,
  type Behaviour,
} from '../scripted-provider/behaviour.ts';
import {
  startScriptedProvider,
  type ScriptedProvider,
} from '../scripted-provider/start-scripted-provider.ts';
import { latch } from '../workflows/latch.ts';
import { failureOf, modelAt, neverAborted, request, responseSchema, secretKey } from './fixtures.ts';

const started: ScriptedProvider[] = [];

async function provider(behaviour: Behaviour): Promise<ScriptedProvider> {
  const scripted = await startScriptedProvider({ answer: () => behaviour });
  started.push(scripted);
  return scripted;
}

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(started.splice(0).map((scripted) => scripted.close()));
});

const json = (body: unknown): Behaviour => ({ kind: 'status', status: 200, body });
const counted = { prompt_tokens: 30, completion_tokens: 9 };
const uncounted = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const backoff = { afterMilliseconds: 'backoff' };

describe('a call fails', () => {
  test.each<[string, Behaviour, string, unknown]>([
    ['a reset connection', { kind: 'reset' }, 'Llm.Unavailable', backoff],
    ['an answer cut off', { kind: 'cut' }, 'Llm.Unavailable', backoff],
    ['a web page', garbage(), 'Llm.ModelUnusable', { ...backoff, tries: 3 }],
    ['broken JSON', { kind: 'status', status: 200, body: '{"choices": [' }, 'Llm.Unavailable', backoff],
    ['an empty body', { kind: 'status', status: 200 }, 'Llm.Unavailable', backoff],
    ['204', { kind: 'status', status: 204 }, 'Llm.Unavailable', backoff],
    ['JSON null', json(null), 'Llm.Unavailable', backoff],
    ['no choices', json({ choices: [] }), 'Llm.Unavailable', backoff],
    [
      'no choices, in a reply that was counted',
      json({ choices: [], usage: counted }),
      'Llm.Unavailable',
      'never',
    ],
    ['no choices, and counts of zero', json({ choices: [], usage: uncounted }), 'Llm.Unavailable', backoff],
    ['a choice without a message', json({ choices: [{}] }), 'Llm.Unavailable', backoff],
    [
      'an error inside a 200',
      json({ error: { code: 502, message: 'upstream' } }),
      'Llm.Unavailable',
      backoff,
    ],
    [
      'an error inside a choice',
      json({ choices: [{ message: { content: '' }, error: { code: 502 } }] }),
      'Llm.Unavailable',
      backoff,
    ],
    ['500', failure(500), 'Llm.Unavailable', backoff],
    ['500 with no body', { kind: 'status', status: 500 }, 'Llm.Unavailable', backoff],
    [
      '503 with a delay',
      failure(503, {}, { 'retry-after': '3' }),
      'Llm.Unavailable',
      { afterMilliseconds: 3_000 },
    ],
    [
      'a redirect',
      failure(307, {}, { location: 'http://127.0.0.1:9/elsewhere' }),
      'Llm.ModelUnusable',
      'never',
    ],
    ['429', rateLimit(), 'Llm.RateLimited', { afterMilliseconds: 'backoff', benign: true }],
    [
      '429, retry-after-ms',
      rateLimit({ 'retry-after-ms': '250' }),
      'Llm.RateLimited',
      { afterMilliseconds: 250, benign: true },
    ],
    [
      '429, retry-after',
      rateLimit({ 'retry-after': '20' }),
      'Llm.RateLimited',
      { afterMilliseconds: 20_000, benign: true },
    ],
    [
      '429, reset of requests',
      rateLimit({ 'x-ratelimit-reset-requests': '120ms' }),
      'Llm.RateLimited',
      { afterMilliseconds: 120, benign: true },
    ],
    [
      '429, reset of tokens',
      rateLimit({ 'x-ratelimit-reset-tokens': '6m0s' }),
      'Llm.RateLimited',
      { afterMilliseconds: 360_000, benign: true },
    ],
    ['429, quota', insufficientQuota(), 'Llm.QuotaExceeded', 'never'],
    ['401', failure(401, { code: 'invalid_api_key' }), 'Llm.Unauthorized', 'never'],
    ['400 of the filter', failure(400, { code: 'content_filter' }), 'Llm.Refused', 'never'],
    ['400 of the context', failure(400, { code: 'context_length_exceeded' }), 'Llm.ContextTooLong', 'never'],
    [
      '400 without an error around it',
      { kind: 'status', status: 400, body: { object: 'error', message: 'maximum context length' } },
      'Llm.ContextTooLong',
      'never',
    ],
  ])('on %s, after one request', async (_, behaviour, type, retry) => {
    const scripted = await provider(behaviour);
    const failed = await failureOf(modelAt(scripted.baseUrl).complete(request, neverAborted));
    expect({ type: failed.failure.type, retry: failed.retry }).toEqual({ type, retry });
    expect(failed.message).toMatch(/^Provider scripted, model m-1: /);
    expect(failed.cause).toBeUndefined();
    expect(scripted.requests).toHaveLength(1);
  });

  test('on a retry-after date that lies ahead', async () => {
    const scripted = await provider(
      rateLimit({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }),
    );
    const { retry } = await failureOf(modelAt(scripted.baseUrl).complete(request, neverAborted));
    expect(retry).toEqual({ afterMilliseconds: expect.closeTo(29_500, -4) as number, benign: true });
  });

  test('when nobody listens, without telling the address', async () => {
    const scripted = await provider(text('unused'));
    await scripted.close();
    started.splice(0);
    const { failure: said, message } = await failureOf(
      modelAt(scripted.baseUrl).complete(request, neverAborted),
    );
    expect(said.type).toBe('Llm.Unavailable');
    expect(message).toContain('ECONNREFUSED');
    expect(message).not.toContain('127.0.0.1');
  });

  test.each<[string, Behaviour]>([
    ['nothing comes', { kind: 'hang' }],
    ['the answer stalls half-way', { kind: 'stall' }],
  ])('with a timeout when %s', async (_, behaviour) => {
    const scripted = await provider(behaviour);
    const model = modelAt(scripted.baseUrl, { requestTimeoutMilliseconds: 100 });
    const { failure: said, retry } = await failureOf(model.complete(request, neverAborted));
    expect({ type: said.type, retry }).toEqual({ type: 'Llm.Timeout', retry: backoff });
    await vi.waitFor(() => expect(scripted.ledger.aborted).toBe(1));
  });

  test('with a timeout of its own in a tier that waits for its turn', async () => {
    const scripted = await provider({ kind: 'hang' });
    const model = modelAt(scripted.baseUrl, {
      requestTimeoutMilliseconds: 600_000,
      patientTimeoutMilliseconds: 100,
    });
    const asked = model.complete({ ...request, serviceTier: 'flex' }, neverAborted);
    expect((await failureOf(asked)).failure.type).toBe('Llm.Timeout');
  });

  test.each<[string, Behaviour]>([
    ['an error', failure(401, { message: `Incorrect API key provided: ${secretKey}`, code: secretKey })],
    ['a 200', { kind: 'status', status: 200, body: `your header was Bearer ${secretKey}` }],
    ['headers', failure(500, {}, { 'x-echo': secretKey })],
  ])('without the key in it when the provider echoes it in %s', async (_, behaviour) => {
    const scripted = await provider(behaviour);
    const failed = await failureOf(modelAt(scripted.baseUrl).complete(request, neverAborted));
    expect(inspect(failed, { depth: 20, showHidden: true })).not.toContain(secretKey);
    expect(JSON.stringify([failed, failed.stack, String(failed)])).not.toContain(secretKey);
  });

  test('before any call where the key cannot be sent, and does not show it', () => {
    expect(() => modelAt('http://127.0.0.1:9/v1', { apiKey: 'two\nlines' })).toThrow(
      /The key for provider scripted/,
    );
    expect(() => modelAt('http://127.0.0.1:9/v1', { apiKey: 'two\nlines' })).not.toThrow(/two/);
  });
});

describe("the caller's signal", () => {
  test.each<[string, Behaviour]>([
    ['hangs', { kind: 'hang' }],
    ['stalls half-way', { kind: 'stall' }],
  ])('ends a call that %s, with its own reason', async (_, behaviour) => {
    const scripted = await provider(behaviour);
    const controller = new AbortController();
    const call = modelAt(scripted.baseUrl).complete(request, controller.signal);
    await vi.waitFor(() => expect(scripted.requests).toHaveLength(1));
    const reason = new Error('worker shuts down');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await vi.waitFor(() => expect(scripted.ledger.aborted).toBe(1));
  });

  test('fired beforehand lets no request out', async () => {
    const scripted = await provider(text('unused'));
    const reason = new Error('cancelled');
    await expect(modelAt(scripted.baseUrl).complete(request, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(scripted.requests).toHaveLength(0);
  });
});

describe('a reply is read', () => {
  const usage = { promptTokens: 8, completionTokens: 2 };
  /** Of the two messages, and of a short answer. */
  const estimated = { promptTokens: 16, completionTokens: 2, estimated: true as const };
  const choice = (message: object, rest: object = {}) => json({ choices: [{ message, ...rest }] });

  test.each<[string, Behaviour, ChatReply]>([
    [
      'refused by the model',
      refusal('I will not'),
      { text: 'I will not', finishReason: 'refusal', usage: { promptTokens: 8, completionTokens: 3 } },
    ],
    [
      'withheld by the filter',
      contentFilter(),
      { text: '', finishReason: 'content_filter', usage: { promptTokens: 8, completionTokens: 0 } },
    ],
    ['cut at the token limit', length('grass…'), { text: 'grass…', finishReason: 'length', usage }],
    [
      'stopped for an unknown reason',
      { kind: 'answer', text: 'Grass', finishReason: 'eaten' },
      { text: 'Grass', finishReason: 'eaten', usage },
    ],
    [
      'stopped for no reason',
      { kind: 'answer', text: 'Grass', finishReason: null },
      { text: 'Grass', finishReason: 'other', usage },
    ],
    [
      'without content',
      { kind: 'answer', text: null },
      { text: '', finishReason: 'stop', usage: { promptTokens: 8, completionTokens: 0 } },
    ],
    [
      'without usage',
      { kind: 'answer', text: 'Grass', usage: null },
      { text: 'Grass', finishReason: 'stop', usage: estimated },
    ],
    [
      'with nonsense for usage',
      json({
        choices: [{ message: { content: 'a' } }],
        usage: { prompt_tokens: -1, completion_tokens: 'x' },
      }),
      { text: 'a', finishReason: 'other', usage: { ...estimated, completionTokens: 1 } },
    ],
    [
      'with content in parts',
      choice({
        content: [
          { type: 'thinking', thinking: [] },
          { type: 'text', text: 'Gr' },
          { type: 'text', text: 'ass' },
        ],
      }),
      { text: 'Grass', finishReason: 'other', usage: estimated },
    ],
    [
      'with reasoning beside it',
      choice({ content: 'Grass', reasoning_content: 'hm' }, { finish_reason: 'stop' }),
      {
        text: 'Grass',
        reasoning: 'hm',
        finishReason: 'stop',
        usage: { ...estimated, completionTokens: 3, reasoningTokens: 1 },
      },
    ],
    [
      'with its thought before it',
      text('<think>hm</think>Grass'),
      {
        text: 'Grass',
        reasoning: 'hm',
        finishReason: 'stop',
        usage: { promptTokens: 8, completionTokens: 6, reasoningTokens: 1 },
      },
    ],
  ])('that is %s', async (_, behaviour, expected) => {
    const scripted = await provider(behaviour);
    const named = behaviour.kind === 'answer' ? { model: request.model } : {};
    const reply = modelAt(scripted.baseUrl).complete(request, neverAborted);
    await expect(reply).resolves.toEqual({ ...named, ...expected });
  });

  test('in any script and of 100 KB', async () => {
    const answer = 'カピバラ 🦫 '.repeat(5_000);
    const scripted = await provider(text(answer));
    const reply = await modelAt(scripted.baseUrl).complete(request, neverAborted);
    expect(reply.text).toBe(answer);
  });
});

describe('a request', () => {
  async function sent(asked: Partial<typeof request>, settings: Parameters<typeof modelAt>[1] = {}) {
    const scripted = await provider(text('Grass'));
    await modelAt(scripted.baseUrl, settings).complete({ ...request, ...asked }, neverAborted);
    const [received] = scripted.requests;
    if (!received) throw new Error('Nothing was sent');
    return received;
  }

  test('takes nothing from the environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'from-the-environment');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'from-the-environment');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/from-the-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'from-the-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'from-the-environment');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-custom: from-the-environment');
    vi.stubEnv('OPENAI_LOG', 'debug');
    const consoleSpies = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level),
    );
    const { headers } = await sent({});
    expect(JSON.stringify(headers)).not.toContain('from-the-environment');
    for (const spy of consoleSpies) expect(spy).not.toHaveBeenCalled();
  });

  test('carries nothing that was not asked for', async () => {
    const { path, method, body, headers } = await sent({ temperature: undefined });
    expect(`${method} ${path}`).toBe('POST /v1/chat/completions');
    expect(body).toEqual({ model: 'm-1', messages: request.messages, max_tokens: 100 });
    expect(headers.authorization).toBe(`Bearer ${secretKey}`);
    expect(headers['content-type']).toBe('application/json');
  });

  test('carries every option that was', async () => {
    const { body } = await sent(
      { temperature: 0, topP: 0.5, seed: 7, responseSchema },
      { maxTokensParameter: 'max_completion_tokens' },
    );
    expect(body).toEqual({
      model: 'm-1',
      messages: request.messages,
      max_completion_tokens: 100,
      temperature: 0,
      top_p: 0.5,
      seed: 7,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'verdicts', strict: true, schema: responseSchema.schema },
      },
    });
  });

  test('carries the options that models need, and none takes the place of what is asked', async () => {
    const { body, headers } = await sent({
      reasoningEffort: 'minimal',
      verbosity: 'low',
      serviceTier: 'flex',
      stop: ['User:'],
      topK: 40,
      extraBody: { chat_template_kwargs: { enable_thinking: false }, model: 'm-2', messages: [] },
      extraHeaders: { 'x-title': 'letters' },
    });
    expect(body).toEqual({
      model: 'm-1',
      messages: request.messages,
      max_tokens: 100,
      reasoning_effort: 'minimal',
      verbosity: 'low',
      service_tier: 'flex',
      stop: ['User:'],
      top_k: 40,
      chat_template_kwargs: { enable_thinking: false },
    });
    expect(headers).toMatchObject({ 'x-title': 'letters' });
    expect(headers['authorization']).toContain(secretKey);
  });

  test('carries no seed where the provider refuses one', async () => {
    const { body } = await sent({ seed: 7 }, { sendSeed: false });
    expect(body).not.toHaveProperty('seed');
  });

  test('carries no schema where the provider cannot enforce one', async () => {
    const { body } = await sent({ responseSchema }, { structuredOutputs: false });
    expect(body).not.toHaveProperty('response_format');
  });

  test.each([[undefined], ['']])('carries a placeholder for the key %j', async (apiKey) => {
    const { headers } = await sent({}, { apiKey });
    expect(headers.authorization).toBe('Bearer none');
  });
});

test('of many answers that arrive at once, one is read, and done with, before the next', async () => {
  const all = latch();
  const scripted = await startScriptedProvider({
    answer: async (_request, index) => {
      if (index === 49) all.open();
      await all.opened;
      return text('Grass. '.repeat(2_000));
    },
  });
  onTestFinished(() => scripted.close());
  let beingRead = 0;
  let most = 0;
  class CountedResponse extends Response {
    constructor(...given: ConstructorParameters<typeof Response>) {
      super(...given);
      beingRead += 1;
      most = Math.max(most, beingRead);
    }
  }
  vi.stubGlobal('Response', CountedResponse);
  onTestFinished(() => void vi.unstubAllGlobals());
  const model = modelAt(scripted.baseUrl);
  const asks = Array.from({ length: 50 }, async () => {
    await model.complete(request, neverAborted);
    // Here an answer is kept: what was read by then and is not kept would be lost to a crash.
    beingRead -= 1;
  });
  await Promise.all(asks);
  expect(most).toBe(1);
});
