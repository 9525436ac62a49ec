import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { costOfCall } from '../../../src/contract/cost.ts';
import { parseChatCompletion } from '../../../src/models/chat-completion.schema.ts';
import { countedUsage } from '../../../src/models/counted-usage.ts';
import { listedPrice, priceList } from '../../../src/models/prices/listed-price.ts';
import { Providers } from '../../../src/models/providers.ts';
import { providersFileSchema } from '../../../src/models/providers.schema.ts';

const openai = 'https://api.openai.com/v1';
const day = new Date('2026-09-24T12:00:00Z');

describe('no price is known', () => {
  test.each([
    'http://localhost:8000/v1',
    'http://127.0.0.1:4000',
    'http://[::1]:1/v1',
    'http://gpu-1:8000/v1',
  ])('at %s, whatever its models are called', (baseUrl) => {
    expect(listedPrice(baseUrl, 'gpt-4.1', day)).toBeUndefined();
  });

  test.each(['gpt-9000', 'toString', '__proto__', ''])('of a model called "%s"', (modelId) => {
    expect(listedPrice(openai, modelId, day)).toBeUndefined();
  });

  test('of an address that only mentions a provider', () => {
    expect(
      listedPrice('https://elsewhere.example/?to=https://api.openai.com', 'gpt-4.1', day),
    ).toBeUndefined();
  });
});

test('the date of the list is that of the version which is installed', async () => {
  const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
  const installed = JSON.parse(await readFile(new URL('../package.json', `file://${entry}`), 'utf8')) as {
    version: string;
  };
  expect(installed.version).toBe(priceList.version);
});

test('prices are those of the day, with the lanes that are sold', () => {
  const source = '@pydantic/genai-prices 0.1.8 of 2026-09-23';
  const lane = {
    promptUsdPerMillion: 2,
    cachedUsdPerMillion: 0.2,
    cacheWriteUsdPerMillion: 2.5,
    completionUsdPerMillion: 10,
  };
  expect(listedPrice(openai, 'gpt-5.6', day)).toEqual({
    promptUsdPerMillion: 4,
    cachedUsdPerMillion: 0.4,
    cacheWriteUsdPerMillion: 5,
    completionUsdPerMillion: 20,
    lanes: { batch: lane, flex: lane },
    source,
  });
  expect(listedPrice(openai, 'gpt-5.6', new Date('2026-08-20T23:59:59Z'))?.promptUsdPerMillion).toBe(5);
  expect(listedPrice(openai, 'gpt-4-turbo', day)).toEqual({
    promptUsdPerMillion: 10,
    completionUsdPerMillion: 30,
    lanes: { batch: { promptUsdPerMillion: 5, completionUsdPerMillion: 15 } },
    source,
  });
});

test.each([
  [openai, 'gpt-4.1-mini', ['batch']],
  [openai, 'gpt-5-mini', ['batch', 'flex']],
  [openai, 'o4-mini', ['batch', 'flex']],
  [openai, 'o3-mini', ['batch']],
  [openai, 'gpt-5-pro', ['batch']],
  ['https://api.anthropic.com/v1', 'claude-sonnet-4-5', ['batch']],
  ['https://generativelanguage.googleapis.com/v1beta/openai', 'gemini-2.5-flash', ['batch', 'flex']],
  ['https://openrouter.ai/api/v1', 'openai/gpt-4.1-mini', []],
])('at %s, %s is sold in the lanes %o', (baseUrl, modelId, lanes) => {
  expect(Object.keys(listedPrice(baseUrl, modelId, day)?.lanes ?? {}).sort()).toEqual(lanes);
});

test('a price that changes with the hour is the dearest of the day, at whatever hour it is asked for', () => {
  const at = (hour: string) =>
    listedPrice('https://api.deepseek.com', 'deepseek-chat', new Date(`2026-09-24T${hour}:00:00Z`));
  expect(at('03')).toMatchObject({ promptUsdPerMillion: 0.27, completionUsdPerMillion: 1.1 });
  expect(at('20')).toEqual(at('03'));
});

test('a recorded reply costs what its numbers make by hand, to the micro-dollar', () => {
  const recorded = (service_tier: string) => ({
    model: 'gpt-5.6-sol',
    service_tier,
    choices: [{ message: { role: 'assistant', content: 'Grass.' }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: 4_300,
      completion_tokens: 500,
      total_tokens: 4_800,
      prompt_tokens_details: { cached_tokens: 2_050, cache_write_tokens: 1_200, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 384 },
    },
  });
  const price = listedPrice(openai, 'gpt-5.6', day);
  const usdOf = (tier: string) => {
    const parsed = parseChatCompletion(recorded(tier));
    if ('problem' in parsed || !price) throw new Error('no reply, or no price');
    const usd = costOfCall('openai/gpt-5.6', countedUsage(parsed.reply, { messages: [] }), {
      'openai/gpt-5.6': price,
    });
    return usd === null ? null : Math.round(usd * 1e6);
  };
  // 1,050 × 4 + 2,050 × 0.40 + 1,200 × 5 + 500 × 20 = 4,200 + 820 + 6,000 + 10,000.
  expect(usdOf('default')).toBe(21_020);
  expect(usdOf('flex')).toBe(10_510);
  expect(usdOf('priority')).toBeNull();
});

describe('a provider', () => {
  const providersOf = (file: object) =>
    new Providers(
      Object.entries(providersFileSchema.parse(file)).map(([name, settings]) => ({
        name,
        settings,
        apiKey: undefined,
        missingKey: 'A_KEY',
      })),
    );

  test('has the prices of its file before those of the list, without a key too', () => {
    const own = {
      promptUsdPerMillion: 1,
      completionUsdPerMillion: 2,
      lanes: { flex: { promptUsdPerMillion: 0.5, completionUsdPerMillion: 1 } },
    };
    const providers = providersOf({ mine: { baseUrl: openai, prices: { 'gpt-4.1': own } } });
    expect(providers.priceOf('mine/gpt-4.1', day)).toEqual(own);
    expect(providers.priceOf('mine/gpt-4.1-mini', day)).toMatchObject({ promptUsdPerMillion: 0.4 });
  });

  test('called openai is priced by where it is', () => {
    const local = providersOf({ openai: { baseUrl: 'http://localhost:8000/v1' } });
    expect(local.priceOf('openai/gpt-4.1', day)).toBeUndefined();
    expect(new Providers([]).priceOf('openai/gpt-4.1', day)).toMatchObject({ promptUsdPerMillion: 2 });
    expect(new Providers([]).priceOf('elsewhere/gpt-4.1', day)).toBeUndefined();
  });

  test.each([
    [{ promptUsdPerMillion: 1 }, 'completionUsdPerMillion'],
    [{ promptUsdPerMillion: 1, completionUsdPerMillion: 1, cachedUsdPerMillion: -1 }, 'cachedUsdPerMillion'],
    [{ promptUsdPerMillion: 1, completionUsdPerMillion: 1, lanes: { 'Flex!': {} } }, 'Flex!'],
  ])('with a price %o is refused', (price, named) => {
    const parsed = providersFileSchema.safeParse({ mine: { baseUrl: openai, prices: { m: price } } });
    expect(JSON.stringify(parsed.error?.issues)).toContain(named);
  });
});
