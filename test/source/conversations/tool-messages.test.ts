import { describe, expect, test } from 'vitest';
import { readConversationRow } from '../../../src/source/conversations/read-conversation-row.ts';

const asked = { role: 'user', content: 'When does the ferry leave?' };
const call = (id: string, written = '{"day":"sunday"}') => ({
  id,
  type: 'function',
  function: { name: 'timetable', arguments: written },
});
const called = (id: string) => ({ role: 'assistant', content: '', tool_calls: [call(id)] });
const returned = (id: string) => ({ role: 'tool', content: '07:10', tool_call_id: id, name: 'timetable' });
const answered = { role: 'assistant', content: 'At ten past seven.' };

function messagesOf(row: unknown): unknown {
  const read = readConversationRow(row);
  return 'messages' in read ? read.messages : read.problem;
}

describe('calls that cannot be read drop their row', () => {
  test.each([
    [{ role: 'assistant', content: null, tool_calls: [{ id: 'a', function: { arguments: '{}' } }] }],
    [{ role: 'assistant', content: null, tool_calls: 'timetable()' }],
  ])('%j', (message) => {
    expect(messagesOf({ messages: [asked, message] })).toBe(
      'messages.1.tool_calls: names no function that is called',
    );
  });

  test('a message without text and without a call is empty', () => {
    expect(messagesOf({ messages: [asked, { role: 'assistant', content: null, tool_calls: [] }] })).toBe(
      'messages.1.content: is empty',
    );
  });
});

describe("a call and its result have one conversation's form, whoever wrote them", () => {
  test.each([
    [
      'OpenAI',
      [
        { role: 'assistant', content: null, tool_calls: [call('c1')] },
        { role: 'tool', tool_call_id: 'c1', content: '07:10' },
      ],
      'c1',
    ],
    [
      'OpenAI, its arguments an object with nulls for the keys of other rows',
      [
        {
          role: 'assistant',
          tool_calls: [
            { id: 'c1', function: { name: 'timetable', arguments: { day: 'sunday', port: null } } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '07:10' }] },
      ],
      'c1',
    ],
    [
      "OpenAI's first form",
      [
        {
          role: 'assistant',
          content: null,
          function_call: { name: 'timetable', arguments: '{"day":"sunday"}' },
        },
        { role: 'function', name: 'timetable', content: '07:10' },
      ],
      'call00001',
    ],
    [
      'OpenAI, as items',
      [
        { type: 'function_call', call_id: 'c1', name: 'timetable', arguments: '{"day":"sunday"}' },
        { type: 'function_call_output', call_id: 'c1', output: '07:10' },
      ],
      'c1',
    ],
    [
      'ShareGPT',
      [
        { from: 'function_call', value: '{"name": "timetable", "arguments": {"day": "sunday"}}' },
        { from: 'observation', value: '07:10' },
      ],
      'call00001',
    ],
    [
      'ShareGPT, a list of calls, in its newer words',
      [
        { from: 'Tool-Call', value: '[{"name": "timetable", "parameters": {"day": "sunday"}}]' },
        { from: 'tool_response', value: '07:10' },
      ],
      'call00001',
    ],
    [
      'Anthropic',
      [
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'c1', name: 'timetable', input: { day: 'sunday' } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '07:10' }] },
      ],
      'c1',
    ],
    [
      'Gemini',
      [
        { role: 'model', parts: [{ functionCall: { name: 'timetable', args: { day: 'sunday' } } }] },
        { role: 'function', content: '07:10', name: 'timetable' },
      ],
      'call00001',
    ],
  ])('%s', (_dialect, elements, id) => {
    expect(messagesOf({ messages: [asked, ...elements, answered] })).toEqual([
      asked,
      called(id),
      returned(id),
      answered,
    ]);
  });
});

test('results without ids answer the calls in their order, or by the name of their function', () => {
  const messages = [
    asked,
    {
      role: 'assistant',
      tool_calls: [
        { function: { name: 'timetable', arguments: '{}' } },
        { function: { name: 'weather', arguments: '{}' } },
        { function: { name: 'tide', arguments: '{}' } },
      ],
    },
    { role: 'tool', name: 'weather', content: 'calm' },
    { role: 'tool', content: '07:10' },
    { role: 'tool', content: 'low' },
  ];
  expect(messagesOf({ messages })).toMatchObject([
    asked,
    { tool_calls: [{ id: 'call00001' }, { id: 'call00002' }, { id: 'call00003' }] },
    { tool_call_id: 'call00002', name: 'weather' },
    { tool_call_id: 'call00001', name: 'timetable' },
    { tool_call_id: 'call00003', name: 'tide' },
  ]);
});

test('an id that is made differs from those that are there', () => {
  const messages = [
    asked,
    { role: 'assistant', tool_calls: [call('call00001'), { function: { name: 'tide' } }] },
  ];
  expect(messagesOf({ messages })).toMatchObject([
    asked,
    { tool_calls: [{ id: 'call00001' }, { id: 'call00002', function: { name: 'tide', arguments: '{}' } }] },
  ]);
});

test("calls in an assistant's text stay text, and their results answer no call", () => {
  const text = '<tool_call>\n{"name": "timetable", "arguments": {}}\n</tool_call>';
  const conversations = [
    { from: 'human', value: asked.content },
    { from: 'gpt', value: text },
    { from: 'tool', value: '07:10' },
    { from: 'gpt', value: answered.content },
  ];
  expect(messagesOf({ conversations })).toEqual([
    asked,
    { role: 'assistant', content: text },
    { role: 'tool', content: '07:10' },
    answered,
  ]);
});

test('a function_call that is no JSON is what the assistant wrote', () => {
  const conversations = [
    { from: 'human', value: asked.content },
    { from: 'function_call', value: 'timetable(day="sunday")' },
  ];
  expect(messagesOf({ conversations })).toEqual([
    asked,
    { role: 'assistant', content: 'timetable(day="sunday")' },
  ]);
});

test('what a tool returned may be nothing, or an object', () => {
  const messages = [
    asked,
    called('a'),
    { ...returned('a'), content: null },
    called('b'),
    { ...returned('b'), content: { at: '07:10' } },
  ];
  expect(messagesOf({ messages })).toMatchObject([
    asked,
    {},
    { content: '' },
    {},
    { content: '{"at":"07:10"}' },
  ]);
});

describe("a row's tools", () => {
  const parameters = { type: 'object', properties: { day: { type: 'string' } } };
  const tool = { type: 'function', function: { name: 'timetable', description: 'Times.', parameters } };
  const bare = { name: 'timetable', description: 'Times.', parameters };

  test.each([
    ['in the form of OpenAI', [tool]],
    ['as bare functions', [bare]],
    ['as one definition', bare],
    ['as JSON text', JSON.stringify([bare])],
    ['as texts of JSON', [JSON.stringify(tool)]],
    ['in the form of Anthropic', [{ name: 'timetable', description: 'Times.', input_schema: parameters }]],
    [
      'with the nulls of other rows',
      [{ ...bare, parameters: { ...parameters, required: null }, strict: null }],
    ],
  ])('are read %s', (_form, tools) => {
    const read = readConversationRow({ messages: [asked, answered], tools });
    expect(read).toMatchObject({ tools: [tool], reading: { tools: 'tools' } });
    expect((read as { tools: unknown }).tools).toEqual([tool]);
  });

  test.each([[[]], ['[]'], [null], [''], ['hammer and nails'], [['hammer', 'nails']]])(
    'that are no definitions are none: %j',
    (tools) => {
      expect(readConversationRow({ messages: [asked, answered], tools })).not.toHaveProperty('tools');
    },
  );
});
