import { expect, test } from 'vitest';
import { parseChatCompletion } from '../../src/models/chat-completion.schema.ts';
import { countedUsage } from '../../src/models/counted-usage.ts';

function usageOf(usage: object, service_tier?: unknown) {
  const choices = [{ message: { content: 'Grass.' }, finish_reason: 'stop' }];
  const parsed = parseChatCompletion({ choices, usage, service_tier });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return countedUsage(parsed.reply, { messages: [] });
}

const whole = { promptTokens: 1_000, cachedTokens: 700, completionTokens: 5 };
const openai = { prompt_tokens: 1_000, completion_tokens: 5 };

test.each([
  [
    'more cached than there were, or another thing than a number',
    { ...openai, prompt_tokens_details: { cached_tokens: 3_000, cache_write_tokens: 'some' } },
    { ...whole, cachedTokens: 1_000 },
  ],
  [
    'nothing cached',
    { ...openai, prompt_tokens_details: { cached_tokens: 0 } },
    { promptTokens: 1_000, completionTokens: 5 },
  ],
  ['OpenAI', { ...openai, total_tokens: 1_005, prompt_tokens_details: { cached_tokens: 700 } }, whole],
  [
    'OpenAI from GPT-5.6 on, and OpenRouter',
    { ...openai, prompt_tokens_details: { cached_tokens: 700, cache_write_tokens: 200 } },
    { ...whole, cacheWriteTokens: 200 },
  ],
  [
    "OpenAI's responses",
    {
      input_tokens: 1_000,
      output_tokens: 5,
      total_tokens: 1_005,
      input_tokens_details: { cached_tokens: 700 },
    },
    whole,
  ],
  ['DeepSeek', { ...openai, prompt_cache_hit_tokens: 700, prompt_cache_miss_tokens: 300 }, whole],
  ['Moonshot and Together', { ...openai, cached_tokens: 700 }, whole],
  [
    'Anthropic, which counts them beside its input',
    { input_tokens: 100, output_tokens: 5, cache_read_input_tokens: 700, cache_creation_input_tokens: 200 },
    { ...whole, cacheWriteTokens: 200 },
  ],
  [
    'Anthropic through a proxy with a total that leaves them out',
    {
      input_tokens: 100,
      output_tokens: 5,
      total_tokens: 105,
      cache_read_input_tokens: 700,
      cache_creation_input_tokens: 200,
    },
    { ...whole, cacheWriteTokens: 200 },
  ],
  [
    'LiteLLM, which counts them in, and leaves the names of Anthropic',
    {
      ...openai,
      total_tokens: 1_005,
      prompt_tokens_details: { cached_tokens: 700 },
      cache_read_input_tokens: 700,
      cache_creation_input_tokens: 200,
    },
    { ...whole, cacheWriteTokens: 200 },
  ],
  [
    'xAI, whose thoughts are in the total alone',
    { ...openai, total_tokens: 1_025, prompt_tokens_details: { cached_tokens: 700 } },
    { ...whole, completionTokens: 25, reasoningTokens: 20 },
  ],
])('cached tokens are read of %s', (_title, usage, expected) => {
  expect(usageOf(usage)).toEqual(expected);
});

test.each([
  ['flex', 'flex'],
  ['Priority', 'priority'],
  ['default', undefined],
  ['auto', undefined],
  ['on_demand', undefined],
  ['standard', undefined],
  [null, undefined],
  [7, undefined],
  ['a tier\nof its own', undefined],
])('a reply that names the tier %j was served in the lane %s', (tier, lane) => {
  expect(usageOf(openai, tier).lane).toBe(lane);
});
