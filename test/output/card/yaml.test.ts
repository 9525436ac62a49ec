import { expect, test } from 'vitest';
import { yaml } from '../../../src/output/card/yaml.ts';

test.each([
  ['a: b', '"a: b"'],
  ['# a', '"# a"'],
  ['- a', '"- a"'],
  ['---', '"---"'],
  ['', '""'],
  ['yes', '"yes"'],
  ['null', '"null"'],
  ['2024-01-01', '"2024-01-01"'],
  ['1e3', '"1e3"'],
  ['*a', '"*a"'],
  ["it's", '"it\'s"'],
  ['say "hm"', '"say \\"hm\\""'],
  ['a\nconfigs: []', '"a\\nconfigs: []"'],
  ['a\u2028b\ufffe', '"a\\u2028b\\ufffe"'],
  ['n<1K', '"n<1K"'],
])('a text that YAML would take for more than text, %j, is quoted', (text, written) => {
  expect(yaml({ key: text })).toBe(`key: ${written}\n`);
});

test.each(['string', 'text-generation', 'apache-2.0', 'row_id'])('%s stands as it is', (text) => {
  expect(yaml({ key: text })).toBe(`key: ${text}\n`);
});

test('what acts unseen in a text is made visible', () => {
  expect(yaml({ key: 'a\u202eb\u001b' })).toBe('key: "a⟨U+202E⟩b␛"\n');
});

test('sequences and mappings nest, what is undefined is left out', () => {
  const value = {
    a: [
      { name: 'x', list: 'int64' },
      { name: 'w', list: [{ name: 'z' }] },
    ],
    b: undefined,
    c: [],
    d: 1,
  };
  expect(yaml(value)).toBe(
    ['a:', '- name: x', '  list: int64', '- name: w', '  list:', '  - name: z', 'c: []', 'd: 1', ''].join(
      '\n',
    ),
  );
});
