import { expect, test } from 'vitest';
import type { Message } from '../../src/preference/conversation.schema.ts';
import { withoutSystemRole } from '../../src/models/without-system-role.ts';

const user = (content: string): Message => ({ role: 'user', content });
const kind: Message = { role: 'system', content: 'Be kind.' };
const hello: Message = { role: 'assistant', content: 'Hello' };

test.each<[string, Message[], Message[]]>([
  ['is not missed', [user('Hi')], [user('Hi')]],
  ['begins the first user message', [kind, user('Hi')], [user('Be kind.\n\nHi')]],
  [
    'is a user message of its own before an assistant',
    [kind, hello, user('Hi')],
    [user('Be kind.'), hello, user('Hi')],
  ],
])('a system message %s', (_, messages, expected) => {
  expect(withoutSystemRole(messages)).toEqual(expected);
});
