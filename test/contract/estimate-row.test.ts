import { expect, test } from 'vitest';
import { estimateRow } from '../../src/contract/estimate-row.ts';
import { runInputSchema } from '../../src/contract/run-input.schema.ts';
import type { Conversation } from '../../src/preference/conversation.schema.ts';
import { judgePrompt } from '../../src/preference/ultrafeedback-prompt.ts';

const settings = runInputSchema.parse({
  source: { path: 'letters.jsonl' },
  generators: [
    { model: 'a/one', maxTokens: 100 },
    { model: 'a/two', maxTokens: 10, samples: 2 },
  ],
  judges: [{ model: 'a/judge', maxTokens: 500, aspects: ['overall-rating', 'honesty'], orders: 2 }],
  output: { path: 'out' },
});

const conversation: Conversation = {
  rowId: 'letters/0',
  source: 'invented',
  messages: [
    { role: 'user', content: 'x'.repeat(400) },
    { role: 'assistant', content: 'y'.repeat(120) },
  ],
};

test('a row that cannot be used makes no call', () => {
  const messages = conversation.messages.slice(0, 1);
  expect(estimateRow({ ...conversation, messages }, settings)).toBeUndefined();
});

test('answers are expected to be as long as the response in the source, and at most maxTokens', () => {
  const estimated = estimateRow(conversation, settings);
  expect(estimated?.expected['a/one']).toEqual({ calls: 1, promptTokens: 100, completionTokens: 30 });
  // At its dearest a prompt is written to a cache.
  expect(estimated?.most['a/one']).toEqual({
    calls: 1,
    promptTokens: 100,
    completionTokens: 100,
    cacheWriteTokens: 100,
  });
  expect(estimated?.expected['a/two']).toEqual({ calls: 2, promptTokens: 200, completionTokens: 20 });
});

test('a judge reads what it is sent, with every text, once for each aspect in each order', () => {
  const { expected, most } = estimateRow(conversation, settings)!;
  expect(expected['a/judge']?.calls).toBe(4);
  expect(expected['a/judge']?.completionTokens).toBe(4 * 4 * 80);
  expect(most['a/judge']?.completionTokens).toBe(4 * 500);
  const texts = ['y'.repeat(120), 'y'.repeat(40), 'y'.repeat(40), 'y'.repeat(120)];
  const sent = (['overall-rating', 'honesty'] as const)
    .flatMap((aspect) => judgePrompt({ aspect, instruction: 'x'.repeat(400), texts }))
    .reduce((sum, { content }) => sum + content.length, 0);
  expect(expected['a/judge']!.promptTokens / ((sent / 4) * 2)).toBeCloseTo(1, 1);
  expect(most['a/judge']!.promptTokens).toBeGreaterThan(expected['a/judge']!.promptTokens);
});

test('without the original its response is neither shown nor counted', () => {
  const { expected } = estimateRow(conversation, { ...settings, original: false })!;
  expect(expected['a/judge']?.completionTokens).toBe(4 * 3 * 80);
});
