import { expect, test } from 'vitest';
import { parseJsonLine } from '../../../src/source/files/parse-json-line.ts';

test.each([
  ['a byte that begins no character', [0x22, 0xff, 0x22]],
  ['a character that is cut off', [0x22, 0xe6, 0xbc]],
  ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
])('%s is not UTF-8', (_case, bytes) => {
  expect(parseJsonLine(Buffer.from(bytes))).toEqual({ problem: 'is not UTF-8' });
});

test('a bad line leaves nothing behind for the next', () => {
  parseJsonLine(Buffer.from([0xe6, 0xbc]));
  expect(parseJsonLine(Buffer.from('"a"'))).toEqual({ json: 'a' });
});

test.each([['{"a":1'], ["{'a':1}"], ['hello'], ['{"a":1}{"b":2}'], ['\ufeff\n'], ['{"a":NaN}']])(
  '%j is not JSON',
  (text) => {
    expect(parseJsonLine(Buffer.from(text))).toEqual({
      problem: expect.stringMatching(/^is not JSON \(.+\)$/) as unknown,
    });
  },
);

test.each([
  ['{"a":"é"}\r\n', { a: 'é' }],
  ['\ufeff{"a":1}\n', { a: 1 }],
  ['  [1]  ', [1]],
  ['null', null],
])('%j is read', (text, json) => {
  expect(parseJsonLine(Buffer.from(text))).toEqual({ json });
});
