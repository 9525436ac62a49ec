import { expect, test } from 'vitest';
import { conversationOf } from '../../src/source/rows-of-source-row.ts';

function read(...contents: string[]) {
  const messages = contents.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));
  const json: unknown = JSON.parse(JSON.stringify({ messages }));
  const row = { start: 0, end: 1, number: 7, bytes: () => 1, read: () => ({ json }) };
  const settings = { turns: 'last' as const, rows: { offset: 0, duplicates: 'keep' as const } };
  return conversationOf(row, { name: 'ponds', mapping: {}, settings, unit: 'line' });
}

test("a source's own answers come without their thoughts, its questions as they are", () => {
  expect(
    read('What is <think>?', '<think>Hm.</think>\n\nA tag.', '<think>x</think> too?', 'Hm.</think>\nYes.'),
  ).toMatchObject({
    messages: [
      { content: 'What is <think>?' },
      { content: 'A tag.' },
      { content: '<think>x</think> too?' },
      { content: 'Yes.' },
    ],
  });
});

test('an answer that is nothing but a thought costs its row, and says so', () => {
  expect(read('Well?', '<think>Hm')).toEqual({
    reason: 'Dataset.RowInvalid',
    detail: 'line 7: message.1: holds nothing but a thought',
  });
});

test('text is well-formed from where it enters', () => {
  expect(read('deep \ud835?', 'Yes \udc00.')).toMatchObject({
    messages: [{ content: 'deep \ufffd?' }, { content: 'Yes \ufffd.' }],
  });
});
