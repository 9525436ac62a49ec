import type { MetricMeter, MetricTags } from '@temporalio/common';
import { expect, test } from 'vitest';
import { callMetrics } from '../../src/models/call-metrics.ts';
import { ChatFailure } from '../../src/models/chat-failure.ts';
import type { ChatModel } from '../../src/models/chat-model.ts';
import { meteredChatModel } from '../../src/models/metered-chat-model.ts';
import { neverAborted, request } from './fixtures.ts';

/** A meter that keeps what it was told, `name{labels}` by value. */
function recordingMeter() {
  const series = new Map<string, number>();
  const key = (name: string, tags: MetricTags = {}) =>
    `${name} ${Object.entries(tags)
      .map(([label, value]) => `${label}=${value}`)
      .join(' ')}`;
  const change = (name: string) => (value: number, tags?: MetricTags) => {
    series.set(key(name, tags), (series.get(key(name, tags)) ?? 0) + value);
  };
  const meter = {
    createCounter: (name: string) => ({ add: change(name) }),
    createGauge: (name: string) => ({
      set: (value: number, tags?: MetricTags) => void series.set(key(name, tags), value),
    }),
    createHistogram: (name: string) => ({ record: (_: number, tags?: MetricTags) => change(name)(1, tags) }),
  } as unknown as MetricMeter;
  return { series, meter };
}

function metered(complete: ChatModel['complete']) {
  const { series, meter } = recordingMeter();
  const metrics = callMetrics(meter, 'scripted', (model) =>
    model === 'm-1' ? { promptUsdPerMillion: 2, completionUsdPerMillion: 10 } : undefined,
  );
  return { series, chatModel: meteredChatModel({ complete }, metrics) };
}

const answer = {
  text: 'a',
  finishReason: 'stop',
  usage: { promptTokens: 100, completionTokens: 20 },
} as const;

test.each([
  ['a rate limit is no failure', { afterMilliseconds: 1, benign: true }, 'rate_limited'],
  ['a failure that may pass is one', { afterMilliseconds: 'backoff' }, 'failed'],
  ['a final failure is one', 'never', 'failed'],
] as const)('%s', async (_title, retry, outcome) => {
  const failure = { type: 'Llm.RateLimited', message: 'm' } as const;
  const { series, chatModel } = metered(() => Promise.reject(new ChatFailure(failure, retry)));
  await expect(chatModel.complete(request, neverAborted)).rejects.toThrow('m');
  expect(Object.fromEntries(series)).toEqual({
    [`llm_calls provider=scripted model=m-1 outcome=${outcome} reason=Llm.RateLimited`]: 1,
    [`llm_call_duration provider=scripted model=m-1 outcome=${outcome}`]: 1,
    'llm_calls_in_flight provider=scripted model=m-1': 0,
  });
});

test('a reply that was paid and cannot be read counts as failed, with its tokens and their cost', async () => {
  const failure = { type: 'Llm.Unavailable', message: 'm' } as const;
  const unread = new ChatFailure(failure, 'never', { usage: answer.usage });
  const { series, chatModel } = metered(() => Promise.reject(unread));
  await expect(chatModel.complete(request, neverAborted)).rejects.toThrow('m');
  expect(series.get('llm_calls provider=scripted model=m-1 outcome=failed reason=Llm.Unavailable')).toBe(1);
  expect([...series].filter(([name]) => /tokens|cost/.test(name)).map(([, value]) => value)).toEqual([
    100, 20, 400,
  ]);
});

test('a call that was cancelled is neither answered nor failed', async () => {
  const { series, chatModel } = metered(() => Promise.reject(new Error('stopped')));
  await expect(chatModel.complete(request, AbortSignal.abort())).rejects.toThrow('stopped');
  expect(series.get('llm_calls provider=scripted model=m-1 outcome=cancelled reason=none')).toBe(1);
});

test('an answer counts its tokens and its cost', async () => {
  const { series, chatModel } = metered(() => Promise.resolve(answer));
  await chatModel.complete(request, neverAborted);
  await chatModel.complete(request, neverAborted);
  expect(series.get('llm_calls provider=scripted model=m-1 outcome=answered reason=none')).toBe(2);
  expect(series.get('llm_tokens provider=scripted model=m-1 kind=prompt')).toBe(200);
  expect(series.get('llm_tokens provider=scripted model=m-1 kind=completion')).toBe(40);
  expect(series.get('llm_cost_microdollars provider=scripted model=m-1')).toBe(800);
});

test('a model without a price has no cost, which is not the same as costing nothing', async () => {
  const { series, chatModel } = metered(() => Promise.resolve(answer));
  await chatModel.complete({ ...request, model: 'm-2' }, neverAborted);
  expect([...series.keys()].filter((key) => key.startsWith('llm_cost'))).toEqual([]);
});

test('calls in flight are counted until they end', async () => {
  let end = (): void => undefined;
  const { series, chatModel } = metered(() => new Promise((resolve) => (end = () => resolve(answer))));
  const call = chatModel.complete(request, neverAborted);
  expect(series.get('llm_calls_in_flight provider=scripted model=m-1')).toBe(1);
  end();
  await call;
  expect(series.get('llm_calls_in_flight provider=scripted model=m-1')).toBe(0);
});

test('however many model ids runs invent, their series are bounded', async () => {
  const { series, chatModel } = metered(() => Promise.resolve(answer));
  for (let id = 0; id < 200; id += 1)
    await chatModel.complete({ ...request, model: `x-${id}` }, neverAborted);
  const calls = [...series.keys()].filter((key) => key.startsWith('llm_calls '));
  expect(calls).toHaveLength(51);
  expect(series.get('llm_calls provider=scripted model=other outcome=answered reason=none')).toBe(150);
});
