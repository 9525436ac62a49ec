import { expect, test } from 'vitest';
import { textBytes } from '../../src/contract/text-size.ts';

test.each([
  ['nothing', ''],
  ['ASCII', 'plain \u0000\u007f'],
  ['two bytes a character', '\u0080é\u07ff'],
  ['three bytes a character', '\u0800漢\uffff'],
  ['four bytes a character', '🙂𝄞'],
  ['a lone surrogate, which becomes a replacement character', 'a\ud83d b\ude00'],
  ['a mixture', 'naïve 漢字 🙂\n'.repeat(100)],
])('the size of %s is what UTF-8 takes', (_case, text) => {
  expect(textBytes(text)).toBe(Buffer.byteLength(text));
});
