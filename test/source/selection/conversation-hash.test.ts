import { describe, expect, test } from 'vitest';
import { conversationHash, promptHash } from '../../../src/source/selection/conversation-hash.ts';
import type { Message } from '../../../src/preference/conversation.schema.ts';

const talk = (...contents: string[]): Message[] =>
  contents.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));
const original = talk('Where is the café?', 'Round the corner.\nAsk again there.');

describe('another conversation is', () => {
  test.each<[string, Message[]]>([
    ['one with another word', talk('Where is the cafe?', 'Round the corner.\nAsk again there.')],
    ['one in other case', talk('where is the café?', 'Round the corner.\nAsk again there.')],
    ['one that goes on', [...original, ...talk('Thanks')]],
    ['one with other roles', original.map((message) => ({ ...message, role: 'user' as const }))],
    ['one cut at another place', talk('Where is the café? Round', 'the corner. Ask again there.')],
  ])('%s', (_what, messages) => {
    expect(conversationHash(messages)).not.toEqual(conversationHash(original));
  });
});

test('the same conversation is one with other spaces and another form of its characters', () => {
  const other = talk('  Where is\tthe cafe\u0301? ', 'Round the corner.\r\n\r\nAsk again there.\n');
  expect(conversationHash(other)).toEqual(conversationHash(original));
});

test('a prompt ends with the last user message', () => {
  expect(promptHash([...original, ...talk('Thanks', 'Welcome')])).toEqual(
    promptHash([...original, ...talk('Thanks')]),
  );
  expect(promptHash(original)).toEqual(conversationHash(original.slice(0, 1)));
});
