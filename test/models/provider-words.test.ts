import { APIError } from 'openai';
import { expect, test } from 'vitest';
import { classifyFailure, failureInBody, type CallContext } from '../../src/models/classify-failure.ts';

const now = new Date('2026-01-01T00:00:00Z');
const context: CallContext = { provider: 'acme', model: 'm-1', now, secrets: [] };
const hour = 3_600_000;

/** What comes of it: `for good` where no try helps, a number of milliseconds until the next, or Temporal's own pauses. */
type When = 'for good' | 'backoff' | number;

interface Said {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

function classified({ status = 400, headers = {}, body }: Said) {
  if (status === 200) {
    const failure = failureInBody(body, context);
    if (!failure) throw new Error('A completion');
    return failure;
  }
  return classifyFailure(
    APIError.generate(status, { error: body }, undefined, new Headers(headers)),
    context,
  );
}

function whenOf({ retry }: ReturnType<typeof classified>): When {
  return retry === 'never' ? 'for good' : retry.afterMilliseconds;
}

const error = (message: string, more: object = {}) => ({ error: { message, ...more } });

test.each<[string, Said, string, When, (number | 'unknown')?]>([
  // Money and quotas: the run pauses, and where a reset is told, until then.
  [
    'OpenAI',
    {
      status: 429,
      body: error('You exceeded your current quota, please check your plan and billing details.'),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenAI, inactive',
    {
      status: 429,
      body: error('Your account is not active, please check your billing details on our website.', {
        code: 'billing_not_active',
      }),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenAI, a hard limit',
    {
      status: 400,
      body: error('Billing hard limit has been reached', { code: 'billing_hard_limit_reached' }),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenRouter, a key',
    {
      status: 403,
      body: error('Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys', {
        code: 403,
      }),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenRouter, credits',
    {
      status: 402,
      body: error(
        'This request requires more credits, or fewer max_tokens. You requested up to 1024 tokens, but can only afford 20.',
        { code: 402 },
      ),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenRouter, credits in a 200',
    { status: 200, body: error('Insufficient credits', { code: 402 }) },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenRouter, credits in a 200, as text',
    { status: 200, body: error('Insufficient credits', { code: '402' }) },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'OpenRouter, a day of free models',
    {
      status: 429,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now.getTime() + 5 * hour) },
      body: error(
        'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
        { code: 429 },
      ),
    },
    'Llm.QuotaExceeded',
    'for good',
    5 * hour,
  ],
  [
    'OpenRouter, in a 200, by the headers in its body',
    {
      status: 200,
      body: error('Rate limit exceeded: free-models-per-day', {
        code: 429,
        metadata: {
          headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(now.getTime() + 5 * hour) },
        },
      }),
    },
    'Llm.QuotaExceeded',
    'for good',
    5 * hour,
  ],
  [
    'OpenRouter, free models by the minute',
    {
      status: 429,
      headers: { 'x-ratelimit-reset': String(now.getTime() + 30_000) },
      body: error('Rate limit exceeded: free-models-per-min.', { code: 429 }),
    },
    'Llm.RateLimited',
    30_000,
  ],
  [
    'Groq, tokens of a day that come back soon',
    {
      status: 429,
      body: error(
        'Rate limit reached for model `l` on tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s.',
        { code: 'rate_limit_exceeded' },
      ),
    },
    'Llm.RateLimited',
    578_016,
  ],
  [
    'Groq, tokens of a day that do not',
    {
      status: 429,
      body: error(
        'Rate limit reached for model `l` on tokens per day (TPD): Limit 100000. Please try again in 3h20m5.5s.',
        { code: 'rate_limit_exceeded' },
      ),
    },
    'Llm.QuotaExceeded',
    'for good',
    12_005_500,
  ],
  [
    'Groq, tokens of a minute',
    {
      status: 429,
      body: error(
        'Rate limit reached on tokens per minute (TPM): Limit 6000. Please try again in 11.455s. Upgrade at https://console.groq.com/settings/billing',
      ),
    },
    'Llm.RateLimited',
    11_455,
  ],
  [
    'Gemini, a day',
    {
      status: 429,
      body: [
        error('You exceeded your current quota, please check your plan and billing details.', {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          details: [
            { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
            { retryDelay: '34.07s' },
          ],
        }),
      ],
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'Gemini, a day with the hours left',
    {
      status: 429,
      body: [
        error('You exceeded your current quota.', {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          details: [
            { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }] },
            { retryDelay: '36000s' },
          ],
        }),
      ],
    },
    'Llm.QuotaExceeded',
    'for good',
    10 * hour,
  ],
  [
    'Gemini, a minute',
    {
      status: 429,
      body: [
        error('You exceeded your current quota, please check your plan and billing details.', {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          details: [
            { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }] },
            { retryDelay: '34s' },
          ],
        }),
      ],
    },
    'Llm.RateLimited',
    34_000,
  ],
  [
    'Google, a minute',
    {
      status: 429,
      body: error("Quota exceeded for quota metric 'Generate Content API requests per minute'", {
        status: 'RESOURCE_EXHAUSTED',
      }),
    },
    'Llm.RateLimited',
    'backoff',
  ],
  [
    'Anthropic',
    {
      status: 400,
      body: {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message:
            'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
        },
      },
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'Anthropic, a limit of the month',
    {
      status: 400,
      body: error(
        'You have reached your specified API usage limits. You will regain access on 2026-01-05 at 00:00 UTC.',
      ),
    },
    'Llm.QuotaExceeded',
    'for good',
    96 * hour,
  ],
  [
    'DeepSeek',
    {
      status: 402,
      body: error('Insufficient Balance', { type: 'unknown_error', code: 'invalid_request_error' }),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'xAI',
    {
      status: 403,
      body: {
        code: 'Some resource has been exhausted',
        error: 'Your team has either used all available credits or reached its monthly spending limit.',
      },
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'xAI, a minute',
    {
      status: 429,
      body: "Too many tokens for team t. Your team's rate limit is — Tokens per Minute (actual/limit): 65605/16000.",
    },
    'Llm.RateLimited',
    'backoff',
  ],
  [
    'Together',
    { status: 402, body: error('You have exceeded your credit limit', { type: 'credit_limit' }) },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'Azure, a day',
    {
      status: 429,
      body: error('Requests have exceeded the quota of your tier. Please retry after 86400 seconds.', {
        code: '429',
      }),
    },
    'Llm.QuotaExceeded',
    'for good',
    24 * hour,
  ],
  [
    'Azure, seconds',
    {
      status: 429,
      body: error('Requests have exceeded call rate limit. Please retry after 26 seconds.', { code: '429' }),
    },
    'Llm.RateLimited',
    26_000,
  ],
  [
    'Mistral',
    {
      status: 429,
      body: { object: 'error', message: 'Requests rate limit exceeded', type: 'rate_limited', code: '1300' },
    },
    'Llm.RateLimited',
    'backoff',
  ],
  [
    'LiteLLM',
    {
      status: 429,
      body: error('Budget has been exceeded! Current cost: 1.2, Max budget: 1', { type: 'budget_exceeded' }),
    },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'a proxy',
    { status: 429, body: error('Daily limit reached. Resets in 6h.') },
    'Llm.QuotaExceeded',
    'for good',
    6 * hour,
  ],
  [
    'a proxy, by its header',
    { status: 429, headers: { 'retry-after': '7200' }, body: error('Slow down') },
    'Llm.QuotaExceeded',
    'for good',
    2 * hour,
  ],
  [
    'a proxy, by a time',
    { status: 429, body: error('Limit reached, try again at 2026-01-01T08:00:00Z') },
    'Llm.QuotaExceeded',
    'for good',
    8 * hour,
  ],

  [
    'a proxy, no more',
    { status: 429, body: error('Quota exceeded') },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'a proxy, of a short quota',
    { status: 429, headers: { 'retry-after': '9' }, body: error('You have exceeded the quota.') },
    'Llm.RateLimited',
    9_000,
  ],
  [
    'a proxy, in a 200 without a number',
    { status: 200, body: { error: 'Daily limit reached. Resets in 3 hours' } },
    'Llm.QuotaExceeded',
    'for good',
    3 * hour,
  ],
  [
    'a proxy, in a 200 without a number, no more',
    { status: 200, body: { error: 'quota exceeded' } },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'a proxy, in a 500',
    { status: 500, body: error('upstream: insufficient_quota') },
    'Llm.QuotaExceeded',
    'for good',
    'unknown',
  ],
  [
    'a proxy, of a key in a 200',
    { status: 200, body: { status: 'error', message: 'Invalid API key' } },
    'Llm.Unauthorized',
    'for good',
  ],

  // Settings and addresses: the run stops.
  [
    'OpenAI',
    {
      status: 404,
      body: error('The model `m-1` does not exist or you do not have access to it.', {
        code: 'model_not_found',
      }),
    },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'OpenRouter',
    { status: 400, body: error('m-1 is not a valid model ID', { code: 400 }) },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'Ollama',
    { status: 404, body: { error: 'model "m-1" not found, try pulling it first' } },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'Ollama, in a 200',
    { status: 200, body: { error: "model 'm-1' not found" } },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'DeepSeek',
    { status: 400, body: error('Model Not Exist', { type: 'invalid_request_error' }) },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'Mistral',
    {
      status: 400,
      body: { object: 'error', message: 'Invalid model: m-1', type: 'invalid_model', code: '1500' },
    },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'LiteLLM',
    {
      status: 400,
      body: error(
        '/chat/completions: Invalid model name passed in model=m-1. Call `/v1/models` to view available models',
      ),
    },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'a page',
    { status: 404, body: '<html><title>404 Not Found</title></html>' },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'LM Studio, in a 200',
    { status: 200, body: { error: 'Unexpected endpoint or method. (POST /chat/completions)' } },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'a page in a 200',
    { status: 200, body: '<!DOCTYPE html><html><body>Welcome!</body></html>' },
    'Llm.ModelUnusable',
    'backoff',
  ],
  ['another service in a 200', { status: 200, body: { status: 'ok' } }, 'Llm.ModelUnusable', 'backoff'],
  [
    'OpenAI, a temperature',
    {
      body: error(
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        { param: 'temperature', code: 'unsupported_value' },
      ),
    },
    'Llm.ModelUnusable',
    'for good',
  ],
  [
    'an unknown argument',
    { body: error('Unrecognized request argument supplied: frobnicate', { type: 'invalid_request_error' }) },
    'Llm.ModelUnusable',
    'for good',
  ],

  // The conversation: its candidate is lost.
  [
    'a chat template, as a 500',
    {
      status: 500,
      body: error(
        "raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') Error: Jinja Exception",
      ),
    },
    'Llm.BadRequest',
    'for good',
  ],
  [
    'a chat template, as a 400',
    {
      body: {
        object: 'error',
        message: 'Conversation roles must alternate user/assistant/user/assistant/...',
        type: 'BadRequestError',
        code: 400,
      },
    },
    'Llm.BadRequest',
    'for good',
  ],
  [
    'a system role, as a 500',
    { status: 500, body: error('Jinja Exception: System role not supported') },
    'Llm.BadRequest',
    'for good',
  ],
  [
    'an upstream in a 200',
    { status: 200, body: error('Provider returned error', { code: 400 }) },
    'Llm.BadRequest',
    'for good',
  ],
  [
    'a choice in a 200',
    { status: 200, body: { choices: [{ error: { code: 400, message: 'bad' }, message: { content: '' } }] } },
    'Llm.BadRequest',
    'for good',
  ],
  [
    'LiteLLM, a refusal without its code',
    {
      body: error(
        'litellm.BadRequestError: OpenAIException - Your request was rejected as a result of our safety system.',
        { type: 'invalid_request_error', code: '400' },
      ),
    },
    'Llm.Refused',
    'for good',
  ],
  [
    'LiteLLM, a context window by its own name',
    {
      body: error('litellm.ContextWindowExceededError: BedrockException - prompt has 9000 tokens', {
        type: 'invalid_request_error',
        code: '400',
      }),
    },
    'Llm.ContextTooLong',
    'for good',
  ],
  [
    'LiteLLM, with the wait that the provider behind it asks for',
    {
      status: 429,
      headers: { 'llm_provider-retry-after': '7' },
      body: error('litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit reached', {
        type: 'throttling_error',
        code: '429',
      }),
    },
    'Llm.RateLimited',
    7_000,
  ],
  [
    'a moderated prompt',
    { status: 403, body: error('Your input was flagged', { metadata: { reasons: ['violence'] } }) },
    'Llm.Refused',
    'for good',
  ],
  [
    'a firewall',
    { status: 403, body: '<!DOCTYPE html><title>Attention Required!</title>' },
    'Llm.Forbidden',
    'for good',
  ],

  // The key: the run stops.
  [
    'Gemini, an unknown key',
    {
      body: [
        error('API key not valid. Please pass a valid API key.', { code: 400, status: 'INVALID_ARGUMENT' }),
      ],
    },
    'Llm.Unauthorized',
    'for good',
  ],
  [
    'a permission',
    { status: 403, body: error('You have insufficient permissions for this operation.') },
    'Llm.Unauthorized',
    'for good',
  ],
  [
    'a key in a 200',
    { status: 200, body: error('No auth credentials found', { code: 401 }) },
    'Llm.Unauthorized',
    'for good',
  ],

  // What passes.
  [
    'an overloaded server in a 200',
    {
      status: 200,
      body: {
        choices: [
          {
            finish_reason: 'error',
            message: { content: '' },
            error: { code: 502, message: 'Upstream idle timeout' },
          },
        ],
      },
    },
    'Llm.Unavailable',
    'backoff',
  ],
  [
    'an answer that ends in an error',
    { status: 200, body: { choices: [{ finish_reason: 'error', message: { content: '' } }] } },
    'Llm.Unavailable',
    'backoff',
  ],
  [
    'a rate limit in a 200',
    { status: 200, body: error('Rate limit exceeded', { code: 'rate_limit_exceeded' }) },
    'Llm.RateLimited',
    'backoff',
  ],
  [
    'an error without a name in a 200',
    { status: 200, body: { error: 'Something went wrong' } },
    'Llm.Unavailable',
    'backoff',
  ],
])('%s: %j is %s, %s', (_, said, type, when, resetsAfter) => {
  const failure = classified(said);
  expect({ type: failure.failure.type, when: whenOf(failure) }).toEqual({ type, when });
  const { resetsAt } = failure.facts;
  expect(resetsAt === undefined ? 'unknown' : resetsAt - now.getTime()).toBe(resetsAfter ?? 'unknown');
});

test.each<[string, string, Record<string, unknown>?]>([
  [
    "'temperature' does not support 0 with this model",
    '"temperature": null',
    { param: 'temperature', code: 'unsupported_value' },
  ],
  ['invalid temperature: only 1 is allowed for this model', '"temperature": null'],
  [
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    '"maxTokensParameter": "max_completion_tokens"',
  ],
  ['Unrecognized request argument supplied: max_completion_tokens', '"maxTokensParameter": "max_tokens"'],
  ['max_tokens is too large: 65536. This model supports at most 16384 completion tokens', '"maxTokens"'],
  ['This response_format type is unavailable now', '"structuredOutputs": false'],
  [
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    '"structuredOutputs": false',
  ],
  ['This model does not support response format `json_schema`', '"structuredOutputs": false'],
  ['Unrecognized request argument supplied: seed', '"sendSeed": false'],
  ['`temperature` and `top_p` cannot both be specified for this model', '"temperature": null'],
])('a refused parameter, "%s", names the setting that mends it: %s', (message, setting, more) => {
  const failure = classified({ body: error(message, more) });
  expect(failure.failure.type).toBe('Llm.ModelUnusable');
  expect(failure.message).toContain(setting);
});

test.each([
  "Invalid 'messages[3].content': string too long. Expected a string with maximum length 10485760",
  'messages: text content blocks must be non-empty',
  'The image could not be read',
])('what one conversation is refused for, "%s", costs a candidate', (message) => {
  expect(classified({ body: error(message, { type: 'invalid_request_error' }) }).failure.type).toBe(
    'Llm.BadRequest',
  );
});

test.each([
  ['System role not supported', 400],
  ["Unsupported value: 'messages[0].role' does not support 'system' with this model.", 400],
  ['Developer instruction is not enabled for models/gemma-3-27b-it', 400],
  ["raise_exception('System role not supported') Error: Jinja Exception: System role not supported", 500],
])('"%s" is told as the want of a system role', (message, status) => {
  const failure = classified({ status, body: error(message) });
  expect(failure.failure.type).toBe('Llm.BadRequest');
  expect(failure.facts.noSystemRole).toBe(true);
  expect(failure.message).toContain('"systemRole": false');
});

test('a 403 in words costs a candidate where the key has answered before', () => {
  expect(classified({ status: 403, body: error('forbidden') }).facts.onceAnswered).toBe('Llm.Forbidden');
});

test('a web page is quoted by its words, in one line', () => {
  const body =
    '<!DOCTYPE html>\n<html><head><style>p{}</style><title>Blocked</title></head>\n<p>Sorry, you</p></html>';
  expect(classified({ status: 403, body }).message).toContain('HTTP 403: a web page: Blocked Sorry, you. ');
});

test.each([
  { choices: [{ message: { content: 'a' }, finish_reason: 'stop' }], error: null },
  { choices: [{ message: { content: 'a' }, finish_reason: 'stop' }], error: {} },
  { choices: [] },
  { id: 'x', object: 'chat.completion', usage: {} },
])('%j is left to the reader of completions', (body) => {
  expect(failureInBody(body, context)).toBeUndefined();
});
