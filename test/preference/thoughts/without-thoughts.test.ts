import { expect, test } from 'vitest';
import { withoutThoughts } from '../../../src/preference/thoughts/without-thoughts.ts';

const content = '<think>Hm.</think>Grass.';

test('the thought before an assistant’s answer is taken away, and nothing else', () => {
  expect(withoutThoughts({ role: 'assistant', content })).toEqual({ role: 'assistant', content: 'Grass.' });
});

test.each([['user'], ['system']] as const)('what a %s says of thoughts stays', (role) => {
  expect(withoutThoughts({ role, content })).toEqual({ role, content });
});
