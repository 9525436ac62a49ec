import { expect, test } from 'vitest';
import { excerpt, plainText } from '../../src/commands/say.ts';

test.each([
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['a cleared screen', '\u001b[2J\u001b[Hgone?', 'gone?'],
  ['a window title', '\u001b]0;owned\u0007text', 'text'],
  ['an escape in one character', 'a\u009b31mb', 'ab'],
  ['a lone escape', 'a\u001b', 'a'],
  ['a carriage return that would overwrite the line', 'real\rfake', 'realfake'],
  ['bells, backspaces and NULs', 'a\u0007\u0008\u0000\u007fb', 'ab'],
])('%s never reach the terminal', (_case, text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test('line breaks, tabs and every letter stay', () => {
  expect(plainText('naïve\n\t漢字 🙂')).toBe('naïve\n\t漢字 🙂');
});

test.each([
  ['a text that fits', 'short', 5, 'short'],
  ['a longer text, cut to the characters asked for', 'longer', 5, 'long…'],
  ['several lines, in one', '  a\n\n b\t c ', 10, 'a b c'],
  ['escapes, which take no room', '\u001b[1mbold\u001b[0m', 4, 'bold'],
])('an excerpt of %s', (_case, text, characters, shown) => {
  expect(excerpt(text, characters)).toBe(shown);
});
