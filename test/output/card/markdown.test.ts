import { expect, test } from 'vitest';
import { code, table } from '../../../src/output/card/markdown.ts';

test.each([
  ['<script>alert(1)</script>', '`<script>alert(1)</script>`'],
  ['[a](https://b.example)', '`[a](https://b.example)`'],
  ['a `b` c', '``a `b` c``'],
  ['``', '``` `` ```'],
  ['two\n\n# lines', '`two # lines`'],
  ['a\u202eb', '`a⟨U+202E⟩b`'],
  ['', ''],
])('%j is a code span of one line', (text, written) => {
  expect(code(text)).toBe(written);
});

test('a long text is cut', () => {
  expect(code('x'.repeat(10_000))).toBe(`\`${'x'.repeat(300)}…\``);
});

test.each([
  ['x | y', '`x \\| y`'],
  ['x \\| y', '`x \\\\\\| y`'],
  ['x \\\\| y', '`x \\\\\\| y`'],
])('a bar in a cell, %j, does not end it', (text, written) => {
  expect(table(['a'], [[code(text)]])).toBe(`| a |\n| --- |\n| ${written} |`);
});
