import { describe, expect, test } from 'vitest';
import { parseChatCompletion } from '../../src/models/chat-completion.schema.ts';
import { countedUsage } from '../../src/models/counted-usage.ts';

function replyOf(message: object, rest: object = {}, usage?: unknown) {
  const parsed = parseChatCompletion({ choices: [{ message, finish_reason: 'stop', ...rest }], usage });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.reply;
}

describe('a thought is told apart from its answer', () => {
  test.each([
    ['in reasoning_content', { content: 'Grass.', reasoning_content: 'Hm.' }],
    ['in reasoning', { content: 'Grass.', reasoning: 'Hm.', reasoning_content: null }],
    ['in thinking', { content: 'Grass.', thinking: 'Hm.' }],
    [
      "in OpenRouter's details, also told as text",
      {
        content: 'Grass.',
        reasoning: 'Hm.',
        reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }],
      },
    ],
    [
      'in details alone, of which some are sealed',
      {
        content: 'Grass.',
        reasoning_details: [
          { type: 'reasoning.encrypted', data: 'c2VjcmV0' },
          { type: 'reasoning.summary', summary: 'Hm.' },
        ],
      },
    ],
    [
      "in Mistral's parts",
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
          { type: 'text', text: 'Grass.' },
        ],
      },
    ],
    [
      "in Anthropic's parts",
      {
        content: [
          { type: 'thinking', thinking: 'Hm.', signature: 'x' },
          { type: 'text', text: 'Grass.' },
        ],
      },
    ],
    ['in the text', { content: '<think>Hm.</think>Grass.' }],
    ['in a field and in the text', { content: '<think>Hm.</think>Grass.', reasoning_content: 'Hm.' }],
  ])('%s', (_title, message) => {
    expect(replyOf(message)).toMatchObject({ text: 'Grass.', reasoning: 'Hm.', finishReason: 'stop' });
  });

  test('with no answer behind it', () => {
    expect(replyOf({ content: null, reasoning_content: 'Hm' }, { finish_reason: 'length' })).toMatchObject({
      text: '',
      reasoning: 'Hm',
      finishReason: 'length',
    });
  });
});

test.each([
  ['length', 'length'],
  ['SAFETY', 'content_filter'],
])('a choice that ended by %s before it had a message is an empty answer', (word, finishReason) => {
  const parsed = parseChatCompletion({ choices: [{ index: 0, finish_reason: word }] });
  expect(parsed).toMatchObject({ reply: { text: '', finishReason } });
});

test('what is no completion says so, and what was counted for it', () => {
  const usage = {
    prompt_tokens: 30,
    completion_tokens: 9,
    completion_tokens_details: { reasoning_tokens: 9 },
  };
  expect(parseChatCompletion({ choices: [], usage })).toEqual({
    problem: expect.stringContaining('choices') as unknown,
    usage: { promptTokens: 30, completionTokens: 9, reasoningTokens: 9 },
  });
  expect(parseChatCompletion('nothing')).toHaveProperty('usage.promptTokens', undefined);
});

test('text is well-formed, whatever JSON spelled', () => {
  const message = JSON.parse('{"content": "deep \\ud835 (1)", "reasoning": "\\udc00"}') as object;
  expect(replyOf(message)).toMatchObject({ text: 'deep \ufffd (1)', reasoning: '\ufffd' });
});

describe('tokens', () => {
  const asked = { messages: [{ role: 'user' as const, content: 'grass?'.repeat(4) }] };
  const counted = (usage: unknown, message: object = { content: 'Grass it is.' }) =>
    countedUsage(replyOf(message, {}, usage), asked);

  test.each([
    ['none', undefined],
    ['null', null],
    ['zeros', { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
    ['nonsense', { prompt_tokens: -1, completion_tokens: 'x' }],
  ])('are estimated, and marked so, where the provider counts %s', (_title, usage) => {
    expect(counted(usage)).toEqual({ promptTokens: 10, completionTokens: 3, estimated: true });
  });

  test('are marked as estimated where a part of them is', () => {
    expect(counted({ completion_tokens: 7 })).toEqual({
      promptTokens: 10,
      completionTokens: 7,
      estimated: true,
    });
  });

  test('that are counted are taken as counted, for an empty answer too', () => {
    expect(counted({ prompt_tokens: 11, completion_tokens: 0 }, { content: '' })).toEqual({
      promptTokens: 11,
      completionTokens: 0,
    });
  });

  test.each([
    ['under the names of other interfaces', { input_tokens: 11, output_tokens: 7 }, {}],
    [
      'with thoughts in the total alone',
      { prompt_tokens: 11, completion_tokens: 3, total_tokens: 18 },
      { reasoningTokens: 4 },
    ],
    [
      'with thoughts among them',
      { prompt_tokens: 11, completion_tokens: 7, completion_tokens_details: { reasoning_tokens: 5 } },
      { reasoningTokens: 5 },
    ],
    ['as a total only', { prompt_tokens: 11, total_tokens: 18 }, {}],
  ])('are read %s', (_title, usage, rest) => {
    expect(counted(usage)).toEqual({ promptTokens: 11, completionTokens: 7, ...rest });
  });

  test('of a thought are estimated within those of the completion', () => {
    const message = { content: '', reasoning: 'grass '.repeat(100) };
    expect(counted({ prompt_tokens: 11, completion_tokens: 120 }, message)).toMatchObject({
      reasoningTokens: 120,
    });
  });
});
