import { describe, expect, test } from 'vitest';
import { judgeReplyJsonSchema } from '../../src/preference/judge-reply/judge-reply.schema.ts';
import { parseJudgeReply } from '../../src/preference/judge-reply/parse-judge-reply.ts';
import { judgePrompt } from '../../src/preference/ultrafeedback-prompt.ts';
import { simulatedChatModel } from '../../src/models/simulated-chat-model.ts';
import { neverAborted, request } from './fixtures.ts';

const texts = ['Grass.', 'Melons, grass and bark.', 'Fish.'];
const question = {
  ...request,
  messages: judgePrompt({ aspect: 'overall-rating', instruction: 'What do capybaras eat?', texts }),
};
const judgeRequest = { ...question, responseSchema: { name: 'verdicts', schema: judgeReplyJsonSchema(3) } };

test('a signal that fired beforehand ends the call with its reason', async () => {
  const reason = new Error('cancelled');
  await expect(simulatedChatModel().complete(request, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test('a signal ends the wait with its reason', async () => {
  const controller = new AbortController();
  const call = simulatedChatModel({ latencyMilliseconds: 60_000 }).complete(request, controller.signal);
  const reason = new Error('cancelled');
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
});

test('a reply longer than maxTokens is cut there and says so', async () => {
  const reply = await simulatedChatModel().complete({ ...request, maxTokens: 3 }, neverAborted);
  expect(reply).toMatchObject({
    text: '[simulated m',
    finishReason: 'length',
    usage: { completionTokens: 3 },
  });
});

test('the same request has the same reply, also from another model object and after a pause', async () => {
  const first = await simulatedChatModel().complete(request, neverAborted);
  await expect(
    simulatedChatModel({ latencyMilliseconds: 5 }).complete(request, neverAborted),
  ).resolves.toEqual(first);
  expect(first.text).toMatch(/^\[simulated m-1\] \w/);
  expect(first.usage).toEqual({ promptTokens: 8, completionTokens: Math.ceil(first.text.length / 4) });
});

test('replies differ by model, messages and seed', async () => {
  const model = simulatedChatModel();
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, seed) => model.complete({ ...request, seed }, neverAborted)),
  );
  expect(new Set(replies.map(({ text }) => text)).size).toBeGreaterThan(15);
  expect(new Set(replies.map(({ text }) => text.length)).size).toBeGreaterThan(5);
});

test('a judge rates every text of the schema, and says that it is simulated', async () => {
  const reply = await simulatedChatModel().complete(judgeRequest, neverAborted);
  const parsed = parseJudgeReply(reply.text, 3);
  expect(parsed).toMatchObject({ ratings: [expect.any(Number), expect.any(Number), expect.any(Number)] });
  expect(reply.text).toContain('[simulated m-1]');
});

test('a judge asked in words alone answers in the same form', async () => {
  const reply = await simulatedChatModel().complete(question, neverAborted);
  expect(parseJudgeReply(reply.text, 3)).toHaveProperty('ratings');
});

test('a judge uses the whole scale', async () => {
  const model = simulatedChatModel();
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, seed) => model.complete({ ...judgeRequest, seed }, neverAborted)),
  );
  const ratings = replies.flatMap(({ text }) => {
    const parsed = parseJudgeReply(text, 3);
    return 'ratings' in parsed ? parsed.ratings : [];
  });
  expect(new Set(ratings)).toEqual(new Set([1, 2, 3, 4, 5]));
});

test('a judge sees the quality of a model that has it in its name, through noise', async () => {
  const model = simulatedChatModel();
  const answer = async (name: string) =>
    (await model.complete({ ...request, model: name }, neverAborted)).text;
  const shown = [await answer('oak@4.5'), await answer('reed@1.5'), 'Fish.'];
  const messages = judgePrompt({ aspect: 'overall-rating', instruction: 'What is a tree?', texts: shown });
  const ratings = await Promise.all(
    Array.from({ length: 100 }, async (_, seed) => {
      const reply = await model.complete({ ...judgeRequest, messages, seed }, neverAborted);
      const parsed = parseJudgeReply(reply.text, 3);
      return 'ratings' in parsed ? parsed.ratings : [];
    }),
  );
  const mean = (place: number) =>
    ratings.reduce((sum, each) => sum + (each[place] ?? NaN), 0) / ratings.length;
  expect(mean(0)).toBeGreaterThan(4);
  expect(mean(1)).toBeLessThan(2);
  expect(mean(2)).toBeGreaterThan(2.2);
});

describe('a simulated model that thinks', () => {
  const complete = async (changes: object) =>
    await simulatedChatModel().complete({ ...request, ...changes }, neverAborted);

  test('tells its thought apart from its answer, the same for the same request, and counts it', async () => {
    const reply = await complete({ model: 'oak+thinks' });
    expect(reply.reasoning).toMatch(/^\[simulated oak\+thinks thinks\] /);
    expect(reply.text).not.toContain('thinks thinks]');
    expect(reply.usage.reasoningTokens).toBeGreaterThan(0);
    expect(reply.usage.completionTokens).toBeGreaterThan(reply.usage.reasoningTokens ?? 0);
    expect(await complete({ model: 'oak+thinks' })).toEqual(reply);
  });

  test('thinks longer the more it is asked to, and not at all where it is not', async () => {
    const [none, low, high] = await Promise.all(
      ['none', 'low', 'high'].map((reasoningEffort) => complete({ model: 'oak+thinks', reasoningEffort })),
    );
    expect(none?.reasoning).toBeUndefined();
    expect(high?.reasoning?.length).toBeGreaterThan(low?.reasoning?.length ?? Infinity);
  });

  test('is cut off while it thinks, where maxTokens leaves no room for an answer', async () => {
    const reply = await complete({ model: 'oak+thinks', maxTokens: 5 });
    expect(reply).toMatchObject({ text: '', finishReason: 'length', usage: { completionTokens: 5 } });
  });
});
