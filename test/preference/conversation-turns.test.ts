import { expect, test } from 'vitest';
import type { Message } from '../../src/preference/conversation.schema.ts';
import { conversationTurns } from '../../src/preference/conversation-turns.ts';

const talk = (...roles: Message['role'][]) => ({
  rowId: 'letters/4',
  source: 'letters',
  messages: roles.map((role, place) => ({ role, content: `${role} ${place}` })),
});

test('a conversation without a response from the chosen turn on makes no row', () => {
  expect(conversationTurns(talk('user', 'assistant'), { from: 1 })).toEqual([]);
  expect(conversationTurns(talk('user', 'user'), { from: 0 })).toEqual([]);
});

test('the last turn is the conversation as it is', () => {
  const conversation = talk('user', 'assistant', 'user');
  expect(conversationTurns(conversation, 'last')).toEqual([{ turn: undefined, conversation }]);
});

test('every response from the chosen one on ends a conversation of its own', () => {
  const rows = conversationTurns(talk('system', 'user', 'assistant', 'user', 'assistant', 'user'), {
    from: 0,
  });
  expect(
    rows.map(({ turn, conversation }) => [turn, conversation.rowId, conversation.messages.length]),
  ).toEqual([
    [0, 'letters/4/turn-0', 3],
    [1, 'letters/4/turn-1', 5],
  ]);
});

test('several assistant messages in a row are one response', () => {
  const rows = conversationTurns(talk('user', 'assistant', 'assistant', 'user', 'assistant'), { from: 0 });
  expect(rows.map(({ conversation }) => conversation.messages.length)).toEqual([3, 5]);
});
