import { describe, expect, test } from 'vitest';
import { parseConversationRow } from '../../src/preference/conversation-row.schema.ts';

const asked = { role: 'user', content: 'Can I freeze basil?' };
const answered = { role: 'assistant', content: 'Yes, chopped and under oil.' };

describe('a bad row', () => {
  test.each([[null], [[asked, answered]], ['a text'], [7], [undefined]])(
    'is named when it is no object: %j',
    (row) => {
      expect(parseConversationRow(row)).toEqual({ problem: 'the row is not a JSON object' });
    },
  );

  test.each([
    [{}, '(columns: none)'],
    [{ text: 'a', label: 1 }, '(columns: text, label)'],
    [Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`c${at}`, at])), 'c8, c9)'],
  ])('without a known column is named with its columns %#', (row, shown) => {
    const { problem } = parseConversationRow(row) as { problem: string };
    expect(problem).toMatch(/^no column "conversation", "messages" or "conversations" \(columns: /);
    expect(problem.endsWith(shown)).toBe(true);
  });

  test.each([
    [{ conversation: 'hello' }, 'conversation: Invalid input: expected array, received string'],
    [{ conversation: null }, 'conversation: Invalid input: expected array, received null'],
    [
      { conversation: [{ input: 'a' }] },
      'conversation.0.output: Invalid input: expected string, received undefined',
    ],
    [{ conversation: [{ input: 'a', output: ' \n' }] }, 'message.1.content: is empty'],
    [{ conversation: [{ input: '', output: 'a' }] }, 'message.0.content: is empty'],
    [{ messages: [{ role: 'user', content: '' }] }, 'messages.0.content: is empty'],
    [
      { messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }] },
      'messages.0.content: Invalid input: expected string, received array',
    ],
    [
      { messages: [{ role: 'tool', content: 'a' }] },
      'messages.0.role: Invalid option: expected one of "system"|"user"|"assistant"',
    ],
    [{ conversations: [{ from: 'human', value: '\t' }] }, 'message.0.content: is empty'],
    [
      { conversations: [{ from: 'human' }] },
      'conversations.0.value: Invalid input: expected string, received undefined',
    ],
    [{ messages: [asked], source: 3 }, 'source: Invalid input: expected string, received number'],
  ])('says what and where: %j', (row, problem) => {
    expect(parseConversationRow(row)).toEqual({ problem });
  });

  test('of an unknown ShareGPT speaker lists the known ones', () => {
    expect(parseConversationRow({ conversations: [{ from: 'robot', value: 'a' }] })).toEqual({
      problem: expect.stringMatching(/^conversations\.0\.from: .*"human".*"gpt"/) as unknown,
    });
  });

  test('with many mistakes shows three in one line and counts the rest', () => {
    const messages = Array.from({ length: 5 }, () => ({ role: 'user', content: '' }));
    expect(parseConversationRow({ messages })).toEqual({
      problem:
        'messages.0.content: is empty; messages.1.content: is empty; messages.2.content: is empty; and 2 more',
    });
  });
});

test.each([
  ['Capybara', { conversation: [{ input: asked.content, output: answered.content }] }],
  ['messages', { messages: [asked, answered] }],
  [
    'ShareGPT',
    {
      conversations: [
        { from: 'human', value: asked.content },
        { from: 'gpt', value: answered.content },
      ],
    },
  ],
])('a row of the %s shape gives its messages and its source', (_shape, row) => {
  expect(parseConversationRow({ ...row, source: 'kitchen' })).toEqual({
    source: 'kitchen',
    messages: [asked, answered],
  });
});

test.each([[undefined], [null]])('a row whose source is %s says nothing of its origin', (source) => {
  expect(parseConversationRow({ source, messages: [asked] })).toEqual({
    source: undefined,
    messages: [asked],
  });
});

test.each([
  ['system', 'system'],
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['chatgpt', 'assistant'],
  ['bing', 'assistant'],
  ['bard', 'assistant'],
  ['assistant', 'assistant'],
])('the ShareGPT speaker %s is the %s', (from, role) => {
  expect(parseConversationRow({ conversations: [{ from, value: 'a' }] })).toMatchObject({
    messages: [{ role, content: 'a' }],
  });
});

test('system messages and consecutive messages of one role are kept as they stand', () => {
  const messages = [{ role: 'system', content: 'Be brief.' }, asked, asked, answered, answered];
  expect(parseConversationRow({ messages })).toMatchObject({ messages });
});

test('other columns, and other keys of a message, are left out', () => {
  const row = { id: 9, messages: [{ ...asked, weight: 1 }], tags: [] };
  expect(parseConversationRow(row)).toEqual({ source: undefined, messages: [asked] });
});

test('a turn of 100 KB comes through whole, its white space too', () => {
  const content = ` ${'ü'.repeat(50_000)}\n`;
  expect(parseConversationRow({ conversation: [{ input: content, output: 'Long.' }] })).toMatchObject({
    messages: [{ role: 'user', content }, { content: 'Long.' }],
  });
});
