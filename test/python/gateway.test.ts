import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, modelAt, neverAborted, request, responseSchema } from '../models/fixtures.ts';
import { readManifest, readRows } from '../pipeline/read-rows.ts';
import { runCommand } from '../pipeline/run-command.ts';
import { failure, type Behaviour } from '../scripted-provider/behaviour.ts';
import { startScriptedProvider } from '../scripted-provider/start-scripted-provider.ts';
import { keptScratchFolders } from '../storage/scratch-folder.ts';
import { startGateway, type Gateway } from './start-gateway.ts';

const scratchFolder = keptScratchFolders();
const conversations = fileURLToPath(new URL('../../examples/capybara-mini.jsonl', import.meta.url));

const verdict = JSON.stringify({
  text_1: { rationale: 'Sound.', rating: 4 },
  text_2: { rationale: 'Vague.', rating: 2 },
  text_3: { rationale: 'Fair.', rating: 3 },
});

/** What the provider behind the gateway answers to the model `upstream`. */
let behind: Behaviour;
let gateway: Gateway;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const provider = await startScriptedProvider({ answer: () => behind });
  closing.push(() => provider.close());
  gateway = await startGateway({
    plain: { mock_response: 'A plain answer.' },
    other: { mock_response: 'Another answer.' },
    judge: { mock_response: verdict },
    limited: { mock_response: 'litellm.RateLimitError' },
    narrow: { mock_response: 'litellm.ContextWindowExceededError' },
    broken: { mock_response: 'litellm.InternalServerError' },
    filtered: { mock_response: 'Exception: content_filter_policy' },
    overloaded: { mock_response: 'Exception: mock_streaming_error' },
    slow: { mock_timeout: true, timeout: 0.1 },
    unreachable: { api_base: 'http://127.0.0.1:9/v1' },
    unstructured: { model: 'anthropic/claude-2', mock_response: 'An answer.' },
    upstream: { api_base: provider.baseUrl },
  });
  closing.push(() => gateway.close());
});

afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});

async function failureAt(model: string) {
  const call = modelAt(gateway.baseUrl).complete({ ...request, model, responseSchema }, neverAborted);
  const { failure: named, retry } = await failureOf(call);
  return { ...named, retry };
}

const later = { afterMilliseconds: 'backoff' };

test.each<[model: string, type: string, retry: unknown]>([
  ['limited', 'Llm.RateLimited', { ...later, benign: true }],
  ['narrow', 'Llm.ContextTooLong', 'never'],
  ['broken', 'Llm.Unavailable', later],
  ['filtered', 'Llm.Refused', 'never'],
  ['overloaded', 'Llm.Unavailable', later],
  ['slow', 'Llm.Unavailable', later],
  ['unreachable', 'Llm.Unavailable', later],
  ['mistyped', 'Llm.ModelUnusable', 'never'],
])("LiteLLM's error for the model %s is %s", async (model, type, retry) => {
  expect(await failureAt(model)).toMatchObject({ type, retry });
});

test('a setting that LiteLLM refuses for a model is named, with what mends it', async () => {
  const { type, message } = await failureAt('unstructured');
  expect(type).toBe('Llm.ModelUnusable');
  expect(message).toContain('"structuredOutputs": false');
});

test.each<[said: string, answer: Behaviour, type: string, retry: unknown]>([
  [
    'a key that is refused',
    failure(401, { message: 'Incorrect API key provided: sk-upstream.', code: 'invalid_api_key' }),
    'Llm.Unauthorized',
    'never',
  ],
  [
    'a spent quota',
    failure(429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      code: 'insufficient_quota',
    }),
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    'credits that are used up',
    failure(402, { message: 'Insufficient credits', code: '402' }),
    'Llm.QuotaExceeded',
    'never',
  ],
  [
    'a rate limit and when it lifts',
    failure(429, { message: 'Rate limit reached', code: 'rate_limit_exceeded' }, { 'retry-after': '7' }),
    'Llm.RateLimited',
    { afterMilliseconds: 7_000, benign: true },
  ],
  [
    'a conversation that is too long',
    failure(400, {
      message: "This model's maximum context length is 8192 tokens. However, you requested 9000.",
      code: 'context_length_exceeded',
    }),
    'Llm.ContextTooLong',
    'never',
  ],
  [
    'a refusal',
    failure(400, {
      message: 'Your request was rejected as a result of our safety system.',
      code: 'content_policy_violation',
    }),
    'Llm.Refused',
    'never',
  ],
  [
    'a model that is not there',
    failure(404, { message: 'The model `gpt-9` does not exist', code: 'model_not_found' }),
    'Llm.ModelUnusable',
    'never',
  ],
  [
    'a temperature that is refused',
    failure(400, {
      message: "Unsupported value: 'temperature' does not support 0 with this model.",
      code: 'unsupported_value',
    }),
    'Llm.ModelUnusable',
    'never',
  ],
  ['an overload', failure(503, { message: 'The server is overloaded' }), 'Llm.Unavailable', later],
])('told through LiteLLM, %s means what it meant', async (_said, answer, type, retry) => {
  behind = answer;
  const outcome = await failureAt('upstream');
  expect(outcome).toMatchObject({ type, retry });
  expect(outcome.message).not.toContain('sk-upstream');
});

describe('the whole program, 8 rows', () => {
  async function run(...generators: string[]) {
    const folder = await scratchFolder();
    await copyFile(conversations, join(folder, 'conversations.jsonl'));
    const input = {
      source: { path: 'conversations.jsonl' },
      generators: generators.map((model) => ({ model: `openai/${model}` })),
      original: { name: 'written-by-hand' },
      judges: [{ model: 'openai/judge' }],
      output: { path: 'out/pairs', formats: ['jsonl'] },
    };
    await writeFile(join(folder, 'input.json'), JSON.stringify(input));
    const environment = { OPENAI_BASE_URL: gateway.baseUrl, OPENAI_API_KEY: 'sk-gateway' };
    return { folder, ...(await runCommand({ folder, environment }, ['start', 'input.json'])) };
  }

  test('makes a pair of each, counts what LiteLLM counts, and names what it lost', async () => {
    const { folder, code, output } = await run('plain', 'other', 'narrow', 'filtered');
    expect({ code, output }).toMatchObject({ code: 0 });
    // One question each before the run, and 8 rows.
    const usage = { calls: 9, promptTokens: 90, completionTokens: 180 };
    expect(await readManifest(folder)).toMatchObject({
      state: 'complete',
      counts: { rows: 8, pairs: 8, dropped: {} },
      usage: { 'openai/plain': usage, 'openai/other': usage, 'openai/judge': usage },
      lossyModels: [
        { model: 'openai/filtered', calls: 8, lost: 8, reasons: { 'Llm.Refused': 8 } },
        { model: 'openai/narrow', calls: 8, lost: 8, reasons: { 'Llm.ContextTooLong': 8 } },
      ],
    });
    expect(output).toContain('openai/narrow lost 8 of 8 calls: 8 × Llm.ContextTooLong');
    const pairs = await readRows(folder, 'default');
    expect(pairs.map((pair) => [pair['chosen_rating'], pair['rejected_rating']])).toEqual(
      Array.from({ length: 8 }, () => [4, 2]),
    );
    for (const row of await readRows(folder, 'candidates')) {
      const losses = row['losses'] as string[];
      expect(row).toMatchObject({
        generation_models: ['plain', 'other', 'narrow', 'filtered', 'written-by-hand'],
        generations: ['A plain answer.', 'Another answer.', null, null, expect.any(String)],
        finish_reasons: ['stop', 'stop', 'failed', 'failed', 'original'],
      });
      expect(losses[2]).toMatch(/^Llm\.ContextTooLong: .*context window exceeded/);
      expect(losses[3]).toMatch(/^Llm\.Refused: .*content_filter_policy/);
    }
  });

  test('ends at once where LiteLLM knows no such model', async () => {
    const { code, output } = await run('plain', 'mistyped');
    expect(code).toBe(1);
    expect(output).toContain('Llm.ModelUnusable');
    expect(output).toContain('Check the model id');
  });
});
