import { expect, test } from 'vitest';
import { isAnswering } from '../../src/preference/candidate.ts';
import { candidateOfGeneration, candidateOfLoss } from '../../src/preference/candidate-of-generation.ts';
import type { FinishReason } from '../../src/preference/generation.ts';
import { preserveGeneration } from '../../src/preference/preserve-generation.ts';

const usage = { promptTokens: 12, completionTokens: 3 };

test.each<[FinishReason]>([['refusal'], ['content_filter']])(
  'an answer that ended in %s has no text, whatever was said, and its tokens count',
  (finishReason) => {
    const candidate = candidateOfGeneration('m', { text: 'I would rather not.', finishReason, usage });
    expect(candidate).toEqual({
      model: 'm',
      text: null,
      finishReason,
      usage,
      loss: { reason: 'Llm.Refused', detail: `declined to answer (${finishReason})` },
    });
    expect(isAnswering(candidate)).toBe(false);
  },
);

test.each([[''], [' \n\t']])('an answer of nothing but white space is lost: %j', (text) => {
  expect(candidateOfGeneration('m', { text, finishReason: 'stop', usage })).toMatchObject({
    text: null,
    finishReason: 'stop',
    loss: { reason: 'Llm.BadRequest', detail: 'gave an empty answer' },
  });
});

const cutOff = 'maxTokens 512 cut it off while it thought: raise maxTokens, or have it think less';

test.each([
  ['cut off while it thought', { reasoning: 'Bulbs are', finishReason: 'length' }, cutOff],
  [
    'cut off while it thought unseen',
    { finishReason: 'length', usage: { ...usage, reasoningTokens: 3 } },
    cutOff,
  ],
  [
    'cut off before its first word, and nobody says why',
    { finishReason: 'length' },
    'maxTokens 512 cut it off before it wrote a text, as happens to models that think unseen: raise maxTokens, or have it think less',
  ],
  [
    'nothing but a thought',
    { reasoning: 'Bulbs.', finishReason: 'stop' },
    'gave nothing but a thought, and no answer after it',
  ],
  ['a call of a tool', { finishReason: 'tool_calls' }, 'called a tool instead of giving an answer'],
])('an answer that is %s is lost, and says so', (_title, generation, detail) => {
  const candidate = candidateOfGeneration('m', { text: '', usage, ...generation }, 512);
  expect(candidate).toMatchObject({ text: null, loss: { reason: 'Llm.BadRequest', detail } });
  expect(candidate.usage).toEqual('usage' in generation ? generation.usage : usage);
});

test('an answer too large to be carried is lost, says its size, and its tokens count', () => {
  const generation = { text: '', finishReason: 'stop', usage, tooLargeBytes: 1_500_000 };
  expect(candidateOfGeneration('m', generation)).toMatchObject({
    text: null,
    usage,
    loss: { reason: 'Llm.AnswerTooLarge', detail: expect.stringContaining('1500000 bytes') as unknown },
  });
});

test('a call that failed for good is a candidate without text and without tokens', () => {
  const loss = { reason: 'Llm.ContextTooLong', detail: 'too long' } as const;
  expect(candidateOfLoss('m', loss)).toEqual({
    model: 'm',
    text: null,
    finishReason: 'failed',
    usage: { promptTokens: 0, completionTokens: 0 },
    loss,
  });
});

test('a conversation without an original response keeps the place of its candidate', () => {
  expect(preserveGeneration('written-by-hand', undefined)).toMatchObject({
    model: 'written-by-hand',
    text: null,
    finishReason: 'failed',
    loss: { reason: 'Dataset.RowInvalid', detail: expect.stringContaining('ends with the user') as unknown },
  });
});

test.each<[FinishReason]>([['stop'], ['length'], ['other']])(
  'an answer that ended in %s competes, with its white space as it came',
  (finishReason) => {
    const candidate = candidateOfGeneration('m', { text: ' Yes.\n', finishReason, usage });
    expect(candidate).toEqual({ model: 'm', text: ' Yes.\n', finishReason, usage, loss: null });
    expect(isAnswering(candidate)).toBe(true);
  },
);

test('the original response competes under the given name and cost nothing', () => {
  expect(preserveGeneration('gpt-4-1106-preview', 'Yes.')).toEqual({
    model: 'gpt-4-1106-preview',
    text: 'Yes.',
    finishReason: 'original',
    usage: { promptTokens: 0, completionTokens: 0 },
    loss: null,
  });
});
