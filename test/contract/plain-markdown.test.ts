import { expect, test } from 'vitest';
import { markdownTable, plainMarkdown } from '../../src/contract/plain-markdown.ts';

test.each([
  ['**bold** and `code`', '\\*\\*bold\\*\\* and \\`code\\`'],
  ['[click](javascript:alert(1))', '\\[click\\](javascript:alert(1))'],
  ['<script>', '\\<script\\>'],
  ['&lt;b&gt;', '\\&lt;b\\&gt;'],
  ['see https://evil.example', 'see https\\://evil.example'],
  ['see www.evil.example', 'see www\\.evil.example'],
  ['a | b', 'a \\| b'],
  ['# one\n\n- two', '# one - two'],
  ['right\u202eto left, \u0007bell, zero\u200bwidth', 'right to left, bell, zero width'],
])('%j is shown and does nothing', (text, shown) => {
  expect(plainMarkdown(text)).toBe(shown);
});

test('a long text ends with a mark', () => {
  expect(plainMarkdown('x'.repeat(400), 10)).toBe('xxxxxxxxx…');
});

test('names that people look for are left as they are', () => {
  expect(plainMarkdown('row 17 · notus-7b-v1 (Llm.BadRequest)')).toBe(
    'row 17 · notus-7b-v1 (Llm.BadRequest)',
  );
});

test('a table has a rule under its head', () => {
  expect(markdownTable(['Row', 'Why'], [['1', 'tie']])).toBe(
    '| Row\u00a0\u00a0 | Why |\n| --- | --- |\n| 1\u00a0\u00a0 | tie |',
  );
});
