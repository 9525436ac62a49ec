import { inspect } from 'node:util';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import { ChatFailure } from '../../src/models/chat-failure.ts';
import { classifyFailure, type CallContext } from '../../src/models/classify-failure.ts';

const context: CallContext = {
  provider: 'acme',
  model: 'm-1',
  now: new Date('2026-01-01T00:00:00Z'),
  secrets: ['top-secret-key'],
};

interface Case {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

function classified({ status, body, headers = {} }: Case): ChatFailure {
  const error = APIError.generate(status, { error: body }, undefined, new Headers(headers));
  return classifyFailure(error, context);
}

const backoff = { afterMilliseconds: 'backoff' };
const benignBackoff = { afterMilliseconds: 'backoff', benign: true };
const wrapped = (error: object) => ({ error: { message: 'm', ...error } });

test.each<[string, Case, string, unknown]>([
  ['400', { status: 400 }, 'Llm.BadRequest', 'never'],
  [
    '404 of an unknown model',
    { status: 404, body: wrapped({ code: 'model_not_found' }) },
    'Llm.ModelUnusable',
    'never',
  ],
  [
    "429 of OpenAI's flex tier, which has no room",
    { status: 429, body: wrapped({ code: 'resource_unavailable', message: 'Resource Unavailable' }) },
    'Llm.RateLimited',
    benignBackoff,
  ],
  [
    "498 of Groq's flex tier, which has no room",
    { status: 498, body: wrapped({ code: 'capacity_exceeded', message: 'Flex tier capacity exceeded' }) },
    'Llm.RateLimited',
    benignBackoff,
  ],
  [
    'a service tier that the model is not sold in',
    { status: 400, body: wrapped({ param: 'service_tier', message: 'Invalid service_tier argument' }) },
    'Llm.ModelUnusable',
    'never',
  ],
  ['405', { status: 405 }, 'Llm.ModelUnusable', 'never'],
  ['413', { status: 413 }, 'Llm.BadRequest', 'never'],
  ['422', { status: 422, body: { detail: [{ msg: 'field required' }] } }, 'Llm.BadRequest', 'never'],
  ['a redirect', { status: 307 }, 'Llm.ModelUnusable', 'never'],
  ['401', { status: 401 }, 'Llm.Unauthorized', 'never'],
  ['403', { status: 403 }, 'Llm.Unauthorized', 'never'],
  [
    '400 of an invalid key',
    { status: 400, body: wrapped({ code: 'invalid_api_key' }) },
    'Llm.Unauthorized',
    'never',
  ],
  [
    '403 of a content policy',
    { status: 403, body: wrapped({ code: 'content_policy_violation' }) },
    'Llm.Refused',
    'never',
  ],
  [
    '403 of OpenRouter moderation',
    { status: 403, body: wrapped({ code: 403, metadata: { flagged_input: 'x' } }) },
    'Llm.Refused',
    'never',
  ],
  [
    '400 of the content filter',
    { status: 400, body: wrapped({ code: 'content_filter' }) },
    'Llm.Refused',
    'never',
  ],
  [
    '400 of the content policy, as a type',
    { status: 400, body: wrapped({ type: 'content_policy_violation' }) },
    'Llm.Refused',
    'never',
  ],
  [
    '400 of Azure, in the inner error',
    { status: 400, body: wrapped({ innererror: { code: 'ResponsibleAIPolicyViolation' } }) },
    'Llm.Refused',
    'never',
  ],
  ['402', { status: 402 }, 'Llm.QuotaExceeded', 'never'],
  [
    '429 insufficient_quota as code',
    { status: 429, body: wrapped({ code: 'insufficient_quota' }) },
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    '429 insufficient_quota as type, with a delay',
    { status: 429, body: wrapped({ type: 'insufficient_quota' }), headers: { 'retry-after': '1' } },
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    '429 billing_hard_limit_reached',
    { status: 429, body: wrapped({ code: 'billing_hard_limit_reached' }) },
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    '403 insufficient_credits',
    { status: 403, body: wrapped({ code: 'insufficient_credits' }) },
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    '429 that only speaks of credit',
    { status: 429, body: wrapped({ message: 'Buy credit for more' }) },
    'Llm.RateLimited',
    benignBackoff,
  ],
  [
    '429 of one request above the limit',
    { status: 429, body: wrapped({ message: 'Request too large for gpt-x on tokens per min (TPM)' }) },
    'Llm.BadRequest',
    'never',
  ],
  ['429', { status: 429 }, 'Llm.RateLimited', benignBackoff],
  [
    '429 with retry-after-ms',
    { status: 429, headers: { 'retry-after-ms': '250' } },
    'Llm.RateLimited',
    { afterMilliseconds: 250, benign: true },
  ],
  [
    '429 with retry-after in seconds',
    { status: 429, headers: { 'retry-after': '20' } },
    'Llm.RateLimited',
    { afterMilliseconds: 20_000, benign: true },
  ],
  [
    '429 with retry-after as a date',
    { status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' } },
    'Llm.RateLimited',
    { afterMilliseconds: 9_000, benign: true },
  ],
  [
    '429 with a reset',
    { status: 429, headers: { 'x-ratelimit-reset-tokens': '6m0s' } },
    'Llm.RateLimited',
    { afterMilliseconds: 360_000, benign: true },
  ],
  [
    '429 with a delay and a reset',
    { status: 429, headers: { 'retry-after': '2', 'x-ratelimit-reset-tokens': '6m0s' } },
    'Llm.RateLimited',
    { afterMilliseconds: 2_000, benign: true },
  ],
  [
    '429 with an unreadable delay',
    { status: 429, headers: { 'retry-after': 'soon' } },
    'Llm.RateLimited',
    benignBackoff,
  ],
  ['408', { status: 408 }, 'Llm.Unavailable', backoff],
  ['409', { status: 409 }, 'Llm.Unavailable', backoff],
  ['425', { status: 425 }, 'Llm.Unavailable', backoff],
  ['500', { status: 500 }, 'Llm.Unavailable', backoff],
  [
    '500 told not to retry',
    { status: 500, headers: { 'x-should-retry': 'false' } },
    'Llm.Unavailable',
    backoff,
  ],
  [
    '500 with the reset every reply has',
    { status: 500, headers: { 'x-ratelimit-reset-tokens': '6m0s' } },
    'Llm.Unavailable',
    backoff,
  ],
  ['502 with a web page', { status: 502, body: '<html>Bad Gateway</html>' }, 'Llm.Unavailable', backoff],
  [
    '503 with a delay',
    { status: 503, headers: { 'retry-after': '5' } },
    'Llm.Unavailable',
    { afterMilliseconds: 5_000 },
  ],
  ['529', { status: 529 }, 'Llm.Unavailable', backoff],
])('%s is classified', (_, given, type, retry) => {
  const { failure, retry: when } = classified(given);
  expect({ type: failure.type, retry: when }).toEqual({ type, retry });
});

test.each([
  ['OpenAI', 400, wrapped({ code: 'context_length_exceeded' })],
  [
    'OpenAI, by its words',
    400,
    wrapped({ message: "This model's maximum context length is 8192 tokens. However…" }),
  ],
  [
    'vLLM, without the error around it',
    400,
    {
      object: 'error',
      message: "This model's maximum context length is 6048 tokens.",
      type: 'BadRequestError',
      code: 400,
    },
  ],
  [
    'vLLM',
    400,
    wrapped({ message: 'The decoder prompt (length 9000) is longer than the maximum model length of 8192.' }),
  ],
  ['llama.cpp', 400, wrapped({ type: 'exceed_context_size_error', code: 400 })],
  [
    'llama.cpp, by its words',
    400,
    wrapped({ message: 'the request exceeds the available context size, try increasing it' }),
  ],
  ['llama.cpp, as a 500', 500, wrapped({ message: 'Context size has been exceeded.', type: 'server_error' })],
  ['Ollama', 400, { error: 'the input length exceeds the context length' }],
  [
    'SGLang',
    400,
    { message: "The input (9000 tokens) is longer than the model's context length (8192 tokens)." },
  ],
  [
    'TGI',
    422,
    {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096.',
      error_type: 'validation',
    },
  ],
  ['a proxy, as a 413', 413, wrapped({ code: 'context_length_exceeded' })],
])('too long a context is recognised as %s says it', (_, status, body) => {
  const { failure, retry } = classified({ status, body });
  expect({ type: failure.type, retry }).toEqual({ type: 'Llm.ContextTooLong', retry: 'never' });
});

describe('without a status', () => {
  const systemError = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:443'), { code: 'ECONNREFUSED' });

  test.each<[string, unknown, string]>([
    ['the client timed out', new APIConnectionTimeoutError(), 'Llm.Timeout'],
    ['the deadline passed', new DOMException('not done within 5 ms', 'TimeoutError'), 'Llm.Timeout'],
    ['no connection came about', new APIConnectionError({ cause: systemError }), 'Llm.Unavailable'],
    ['the body broke off', Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), 'Llm.Unavailable'],
    ['the body was no JSON', new SyntaxError('Unexpected end of JSON input'), 'Llm.Unavailable'],
    ['something else was thrown', 'a word', 'Llm.Unavailable'],
  ])('%s', (_, error, type) => {
    const { failure, retry } = classifyFailure(error, context);
    expect({ type: failure.type, retry }).toEqual({ type, retry: backoff });
  });

  test('a connection error is told by its code, and keeps the address to itself', () => {
    const { message } = classifyFailure(new APIConnectionError({ cause: systemError }), context);
    expect(message).toContain('ECONNREFUSED');
    expect(message).not.toContain('10.1.2.3');
  });

  test('an error without a code is told by its words', () => {
    expect(classifyFailure(new TypeError('x is not a function'), context).message).toContain(
      'x is not a function',
    );
  });

  test('a ChatFailure stays the one it is', () => {
    const failure = new ChatFailure({ type: 'Llm.Refused', message: 'no' }, 'never');
    expect(classifyFailure(failure, context)).toBe(failure);
  });
});

test('the message names provider, model, status, the error and what to do', () => {
  const body = wrapped({ message: 'Incorrect API key provided: sk-abc***xyz', code: 'invalid_api_key' });
  expect(classified({ status: 401, body }).message).toBe(
    'Provider acme, model m-1: HTTP 401 (invalid_api_key): Incorrect API key provided: [redacted]. ' +
      "Check the key in the worker's environment for provider acme, and that it may use this model.",
  );
});

test.each([
  ['in an array', [{ error: { code: 400, message: 'the reason' } }]],
  ['as text under error', { error: 'the reason' }],
  ['as a detail', { detail: 'the reason' }],
  ['as details', { detail: [{ msg: 'the reason' }] }],
  [
    'with parts of the wrong type',
    { error: { message: 'the reason', code: {}, type: [], innererror: 7, metadata: 'x' } },
  ],
  ['in a form of its own', { whatever: { nested: 'the reason' } }],
  ['as plain text', 'the reason'],
])("the provider's words are found %s", (_, body) => {
  expect(classified({ status: 400, body }).message).toContain('the reason');
});

test.each([[undefined], [null], [7], [[]], [{}], [''], [{ error: null }], [[[[]]]]])(
  'an error body of %j is survived',
  (body) => {
    expect(classified({ status: 500, body }).message).toContain('HTTP 500');
  },
);

test('neither the key nor the headers are kept anywhere in the failure', () => {
  const failure = classified({
    status: 401,
    body: wrapped({ message: 'bad key top-secret-key', code: 'top-secret-key' }),
    headers: { 'x-echo': 'top-secret-key' },
  });
  expect(failure.cause).toBeUndefined();
  expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain('secret-key');
  expect(JSON.stringify(failure)).not.toContain('secret-key');
});
