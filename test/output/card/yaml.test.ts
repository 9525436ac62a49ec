import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yaml } from '../../../src/output/card/yaml.ts';
import { visibleText } from '../../../src/output/report/visible-text.ts';

test.each([
  ['a: b', '"a: b"'],
  ['# a', '"# a"'],
  ['- a', '"- a"'],
  ['---', '"---"'],
  ['', '""'],
  ['yes', '"yes"'],
  ['no', '"no"'],
  ['1_0', '"1_0"'],
  ['190:20:30', '"190:20:30"'],
  ['=', '"="'],
  ['<<', '"<<"'],
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

test('any text comes back from a reader of YAML 1.1 and of 1.2, and no text becomes an entry of its own', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\w .:/<=>~+-]{1,6}$/),
    fc.constantFrom('on', 'off', 'y', 'n', '~', '0o7', '017', '.inf', '2024-01-01T00:00:00Z'),
  );
  fc.assert(
    fc.property(texts, fc.array(texts), (text, list) => {
      const written = yaml({ text, list, nested: [{ text, count: 1 }] });
      const shown = visibleText(text);
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(written, { version })).toEqual({
          text: shown,
          list: list.map(visibleText),
          nested: [{ text: shown, count: 1 }],
        });
      }
    }),
  );
});
