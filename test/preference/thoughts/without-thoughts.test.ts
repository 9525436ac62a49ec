import { expect, test } from 'vitest';
import { withLastThoughts, withoutThoughts } from '../../../src/preference/thoughts/without-thoughts.ts';

const content = '<think>Hm.</think>Grass.';

test('the thought before an assistant’s answer is kept apart, and nothing else', () => {
  expect(withoutThoughts({ role: 'assistant', content })).toEqual({
    role: 'assistant',
    content: 'Grass.',
    reasoning: 'Hm.',
  });
});

test('a thought that stands beside the answer and before it is told once', () => {
  const twice = { role: 'assistant', content, reasoning: 'Hm.' } as const;
  expect(withoutThoughts(twice)).toEqual({ ...twice, content: 'Grass.' });
  expect(withoutThoughts({ ...twice, reasoning: 'Well.' }).reasoning).toBe('Well.\n\nHm.');
});

test('what was thought before the last response is left out', () => {
  const told = withLastThoughts([
    { role: 'user', content: 'What grows?' },
    { role: 'assistant', content: 'Grass.', reasoning: 'Hm.' },
    { role: 'user', content: 'And?' },
    { role: 'assistant', content: 'Reeds.', reasoning: 'Wet.' },
  ]);
  expect(told.map(({ reasoning }) => reasoning)).toEqual([undefined, undefined, undefined, 'Wet.']);
});

test.each([['user'], ['system']] as const)('what a %s says of thoughts stays', (role) => {
  expect(withoutThoughts({ role, content })).toEqual({ role, content });
});
