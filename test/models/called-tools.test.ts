import { expect, test } from 'vitest';
import { calledTools } from '../../src/models/called-tools.schema.ts';

test.each([
  [{}],
  [{ tool_calls: null }],
  [{ tool_calls: [] }],
  [{ tool_calls: [{ id: 'a', function: { arguments: '{}' } }] }],
  [{ tool_calls: 'timetable()' }],
  [{ function_call: null }],
])('an answer calls nothing with %j', (message) => {
  expect(calledTools(message)).toBeUndefined();
});

test.each([
  [
    'as OpenAI',
    { tool_calls: [{ id: 'a', type: 'function', function: { name: 'tide', arguments: '{"on":1}' } }] },
    'a',
  ],
  [
    'with an object, and no id',
    { tool_calls: [{ function: { name: 'tide', arguments: { on: 1 } } }] },
    'answer000',
  ],
  ["in OpenAI's first form", { function_call: { name: 'tide', arguments: '{"on":1}' } }, 'answer000'],
])('a call is read %s', (_form, message, id) => {
  expect(calledTools(message)).toEqual([
    { id, type: 'function', function: { name: 'tide', arguments: '{"on":1}' } },
  ]);
});
