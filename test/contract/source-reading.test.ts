import { expect, test } from 'vitest';
import { describeReading } from '../../src/contract/source-reading.ts';

test('what was read from where is one line: how most rows are, how others are, and what cannot be read', () => {
  const reading = {
    column: 'conversations',
    shape: 'from/value',
    system: 'system',
    tools: 'tools',
    passedOver: ['chosen', 'prompt'],
    rows: 10,
    readable: 8,
    otherwise: [{ column: 'messages', shape: 'role/content', rows: 1 }],
  };
  expect(describeReading(reading)).toBe(
    '"conversations" (from/value), system messages from "system", tools from "tools", not "chosen", "prompt"; ' +
      'other rows: "messages" (role/content); 2 of the first 10 rows cannot be read',
  );
});

test('a source of one kind is told shortly', () => {
  expect(describeReading({ column: 'messages', shape: 'role/content', rows: 3, readable: 3 })).toBe(
    '"messages" (role/content)',
  );
});
