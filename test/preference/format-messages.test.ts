import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/preference/conversation.schema.ts';
import { formatMessages } from '../../src/preference/format-messages.ts';

const system = { role: 'system', content: 'Answer like a gardener.' } as const;
const user = { role: 'user', content: 'When do I prune roses?' } as const;
const assistant = { role: 'assistant', content: 'In late winter.' } as const;

function format(...messages: Message[]) {
  return formatMessages({ rowId: 'garden/0', source: 'garden', messages });
}

describe('a row is dropped as invalid', () => {
  test.each<[string, Message[], string]>([
    ['nobody speaks', [], 'the conversation has no assistant message'],
    ['only the user speaks', [user], 'the conversation has no assistant message'],
    ['only the system and the user speak', [system, user], 'the conversation has no assistant message'],
    ['a lone assistant speaks', [assistant], 'the conversation has no user message'],
    ['the assistant speaks to nobody', [system, assistant], 'the conversation has no user message'],
    [
      'a system message follows the last user message',
      [user, system, assistant],
      'a system message follows the last user message',
    ],
    [
      'the conversation ends with the system',
      [user, assistant, system],
      'a system message follows the last user message',
    ],
  ])('when %s', (_case, messages, detail) => {
    expect(format(...messages)).toEqual({ reason: 'Dataset.RowInvalid', detail });
  });
});

test('a conversation that ends with the user has no original response', () => {
  expect(format(user, assistant, user)).toEqual({
    prompt: [user, assistant, user],
    originalResponse: undefined,
  });
});

test('the response to the last user message is set aside, earlier ones stay in the prompt', () => {
  const again = { role: 'user', content: 'And climbing ones?' } as const;
  const last = { role: 'assistant', content: 'After they flower.' } as const;
  expect(format(system, user, assistant, again, last)).toEqual({
    prompt: [system, user, assistant, again],
    originalResponse: 'After they flower.',
  });
});

test('a system message between turns stays where it was', () => {
  expect(format(user, assistant, system, user, assistant)).toMatchObject({
    prompt: [user, assistant, system, user],
  });
});

test('consecutive user messages all stay in the prompt', () => {
  expect(format(user, user, assistant)).toMatchObject({ prompt: [user, user] });
});

test('a response told in several messages is one, its parts separated by a blank line', () => {
  const more = { role: 'assistant', content: 'Not in frost.' } as const;
  expect(format(user, assistant, more)).toMatchObject({
    originalResponse: 'In late winter.\n\nNot in frost.',
  });
});

test('an assistant that speaks first is context', () => {
  expect(format(assistant, user, assistant)).toEqual({
    prompt: [assistant, user],
    originalResponse: assistant.content,
  });
});
