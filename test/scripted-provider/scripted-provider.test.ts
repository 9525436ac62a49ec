import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ChatFailure } from '../../src/models/chat-failure.ts';
import { afterEach, expect, test } from 'vitest';
import { judgeReplyJsonSchema } from '../../src/preference/judge-reply/judge-reply.schema.ts';
import { parseJudgeReply } from '../../src/preference/judge-reply/parse-judge-reply.ts';
import { failure, text } from './behaviour.ts';
import { until } from '../e2e/until.ts';
import { latch } from '../workflows/latch.ts';
import { modelAt, neverAborted, request } from '../models/fixtures.ts';
import { startScriptedProvider, type ScriptedProviderOptions } from './start-scripted-provider.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(options: ScriptedProviderOptions) {
  const provider = await startScriptedProvider(options);
  closing.push(() => provider.close());
  return provider;
}

const asks = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    ...request,
    messages: [{ role: 'user' as const, content: `Question ${place}` }],
  }));

test('beyond its capacity it answers 429, and counts what it served', async () => {
  const threeRefused = latch();
  let ended = 0;
  const provider = await start({
    maxInFlight: 2,
    answer: async () => {
      await threeRefused.opened;
      return text('Yes.');
    },
  });
  const outcomes = await Promise.allSettled(
    asks(5).map(async (ask) => {
      const answering = modelAt(provider.baseUrl).complete(ask, neverAborted);
      return await answering.finally(() => {
        ended += 1;
        if (ended === 3) threeRefused.open();
      });
    }),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(provider.ledger).toMatchObject({ received: 5, paid: 2, byStatus: { 200: 2, 429: 3 }, paidAgain: 0 });
});

test('the same requests meet the same faults in any order, and a repeat draws again', async () => {
  const run = async (order: readonly (typeof request)[]) => {
    const provider = await start({ faults: { serverError: 0.3, refused: 0.2 }, seed: 3 });
    const model = modelAt(provider.baseUrl);
    const outcomes = new Map<string, string>();
    for (const [place, ask] of [...order, ...order].entries()) {
      const outcome = await model.complete(ask, neverAborted).then(
        ({ text }) => text,
        (error: unknown) => (error as ChatFailure).failure.type,
      );
      outcomes.set(`${ask.messages[0]?.content} ${place < order.length ? 'first' : 'again'}`, outcome);
    }
    return outcomes;
  };
  const forwards = await run(asks(10));
  const backwards = await run(asks(10).reverse());
  expect(new Map([...backwards].sort())).toEqual(new Map([...forwards].sort()));
  const repeats = asks(10).map((_, place) => [
    forwards.get(`Question ${place} first`),
    forwards.get(`Question ${place} again`),
  ]);
  expect(repeats.some(([first, again]) => first !== again)).toBe(true);
});

test('its ledger charges each answer by its tokens, and none that it did not give', async () => {
  const provider = await start({
    prices: { [request.model]: { prompt: 3, completion: 15 } },
    answer: (_request, index) => (index === 0 ? failure(500) : text('twelve chars')),
  });
  const outcome = (ask: typeof request) => modelAt(provider.baseUrl).complete(ask, neverAborted);
  await expect(outcome(request)).rejects.toThrow();
  const { usage } = await outcome(request);
  expect(usage.completionTokens).toBe(3);
  expect(provider.ledger.chargedMillionths).toBe(usage.promptTokens * 3 + 3 * 15);
});

test('a judge gets verdicts in the form of the schema', async () => {
  const provider = await start({});
  const responseSchema = { name: 'verdicts', schema: judgeReplyJsonSchema(4) };
  const reply = await modelAt(provider.baseUrl).complete({ ...request, responseSchema }, neverAborted);
  expect(parseJudgeReply(reply.text, 4)).toHaveProperty('ratings');
});

test.each([
  ['had read its answer', 'answered', ''],
  ['had not', 'unread', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
])('of a process that was killed it knows whether it %s', async (_what, outcome, busy) => {
  const provider = await start({});
  const ask = `
    const { request } = require('node:http');
    const asking = request('${provider.baseUrl}/chat/completions', { method: 'POST' }, (response) => {
      response.on('data', () => undefined).on('end', () => console.log('read'));
    });
    asking.end(JSON.stringify({ model: 'm', messages: [] }), () => setImmediate(() => { ${busy} }));`;
  const asking = spawn(process.execPath, ['-e', ask], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(asking, 'exit');
  if (busy === '') await once(asking.stdout, 'data');
  await until('it is answered', () => provider.requests[0]?.outcome === 'answered');
  asking.kill('SIGKILL');
  await gone;
  await until('its connection is closed', () => provider.connections() === 0);
  expect(provider.requests[0]?.outcome).toBe(outcome);
});
