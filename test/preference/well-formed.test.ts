import { expect, test } from 'vitest';
import { wellFormed } from '../../src/preference/well-formed.ts';

test('half a surrogate anywhere in a value becomes the replacement character', () => {
  const given = { 'k\udc00': ['deep \ud835', { text: '\udfff!' }], n: 1, none: null };
  expect(wellFormed(given)).toEqual({ 'k\ufffd': ['deep \ufffd', { text: '\ufffd!' }], n: 1, none: null });
});

test('whole characters stay, and so does what is no text', () => {
  const date = new Date(0);
  expect(wellFormed(['🦫 \u0000', date, 2n, undefined])).toEqual(['🦫 \u0000', date, 2n, undefined]);
});
