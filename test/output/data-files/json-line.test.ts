import { expect, test } from 'vitest';
import { jsonLine } from '../../../src/output/data-files/json-line.ts';

test('a column that a row lacks is null, one that nobody declared is left out', () => {
  expect(jsonLine({ extra: 1, b: 'x' }, { a: 'string', b: 'string' })).toBe('{"a":null,"b":"x"}\n');
});

test('keys come in the declared order at every depth', () => {
  const types = { list: { list: { struct: { content: 'string', role: 'string' } } } } as const;
  expect(jsonLine({ list: [{ role: 'user', content: 'Hm?' }] }, types)).toBe(
    '{"list":[{"content":"Hm?","role":"user"}]}\n',
  );
});

test.each([
  ['float64', 4, '4.0'],
  ['float64', 4.5, '4.5'],
  ['int64', 4, '4'],
  ['bool', false, 'false'],
] as const)('a %s of %d is written %s', (type, value, written) => {
  expect(jsonLine({ value }, { value: type })).toBe(`{"value":${written}}\n`);
  expect(jsonLine({ value: [value, null] }, { value: { list: type } })).toBe(`{"value":[${written},null]}\n`);
});

test('a text reads back as it was, on one line', () => {
  const text = 'a "quote"\n\u2028\u0000\ud83d\ude00 \ud800';
  const line = jsonLine({ text }, { text: 'string' });
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({ text });
});
