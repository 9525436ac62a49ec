import { expect, test } from 'vitest';
import { withSystemPrompt } from '../../src/preference/with-system-prompt.ts';

const user = { role: 'user', content: 'Name a tree.' } as const;
const system = { role: 'system', content: 'You know trees.' } as const;

test('without a system prompt the conversation stays as it is, in a list of its own', () => {
  const prompt = [system, user];
  expect(withSystemPrompt(prompt, undefined)).toEqual([system, user]);
  expect(withSystemPrompt(prompt, undefined)).not.toBe(prompt);
});

test('a system prompt comes first', () => {
  expect(withSystemPrompt([user], 'Be brief.')).toEqual([{ role: 'system', content: 'Be brief.' }, user]);
});

test("a system prompt joins the conversation's own in one message, which stays unchanged itself", () => {
  const prompt = [system, user];
  expect(withSystemPrompt(prompt, 'Be brief.')).toEqual([
    { role: 'system', content: 'Be brief.\n\nYou know trees.' },
    user,
  ]);
  expect(prompt).toEqual([{ role: 'system', content: 'You know trees.' }, user]);
});

test('a system message further down is left where it is', () => {
  expect(withSystemPrompt([user, system], 'Be brief.')).toEqual([
    { role: 'system', content: 'Be brief.' },
    user,
    system,
  ]);
});
