import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/preference/conversation.schema.ts';
import { sentMessages } from '../../src/models/sent-messages.ts';

const asked: Message = { role: 'user', content: 'When does the ferry leave?' };
const call = { id: 'c1', type: 'function' as const, function: { name: 'timetable', arguments: '{}' } };
const called: Message = { role: 'assistant', content: '', tool_calls: [call] };

describe("a tool's result that answers no call", () => {
  test.each<[string, Message]>([
    ['without an id', { role: 'tool', content: '07:10' }],
    ['with an id nobody asked by', { role: 'tool', content: '07:10', tool_call_id: 'c9' }],
    ['that is marked already', { role: 'tool', content: '<tool_response>\n07:10\n</tool_response>' }],
  ])('%s is sent as chat templates show it: from the user', (_which, result) => {
    const text: Message = { role: 'assistant', content: '<tool_call>{"name": "timetable"}</tool_call>' };
    expect(sentMessages([asked, text, result])).toEqual([
      asked,
      text,
      { role: 'user', content: '<tool_response>\n07:10\n</tool_response>' },
    ]);
  });
});

test('a call without a text has no content, and its result names it', () => {
  const result: Message = { role: 'tool', content: '07:10', tool_call_id: 'c1', name: 'timetable' };
  expect(sentMessages([asked, called, result])).toEqual([
    asked,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', content: '07:10', tool_call_id: 'c1' },
  ]);
});
