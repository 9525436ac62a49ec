import { expect, test } from 'vitest';
import { redact } from '../../src/http/redact.ts';
import { providerQuote } from '../../src/http/provider-quote.ts';

test.each([
  ['Incorrect API key provided: sk-abc***xyz.'],
  ['Incorrect API key provided: sk-proj-Ab_9.'],
  ['header was Bearer abcdef0123456789'],
  ['token hf_AbCdEf123456 is expired'],
  ['key gsk_abcdefgh'],
  ['key AIzaSyA-abc_123'],
  ['provided: 1f0a****9c3d'],
])('what looks like a key is hidden: %s', (text) => {
  const key = /sk-\S+[^.\s]|Bearer \S+|hf_\w+|gsk_\w+|AIza\S+|\S+\*+\w+/.exec(text)?.[0] ?? '';
  expect(redact(text, [])).toContain('[redacted]');
  expect(redact(text, [])).not.toContain(key);
});

test('a configured key is hidden whatever it looks like, also where another is a part of it', () => {
  expect(redact('sent plain-old-key and plain', ['plain', 'plain-old-key'])).toBe(
    'sent [redacted] and [redacted]',
  );
});

test('a key that contains the signs of a pattern is taken literally', () => {
  expect(redact('aXbc and a.bc$&', ['a.bc$&'])).toBe('aXbc and [redacted]');
});

test.each([
  ['You must use Bearer auth for this task-based model'],
  ['This model has 8192 tokens of context (risk-free)'],
])('ordinary words stay: %s', (text) => {
  expect(redact(text, ['', 'x'])).toBe(text);
});

test('a quote loses terminal escapes, control and direction characters, and line breaks', () => {
  expect(providerQuote('\u001b[31mred\u001b[0m\u0000 a\r\nb \u202edc \ud800 \u2028e', [])).toBe(
    'red a b dc e',
  );
});

test('a key that a terminal escape splits is hidden all the same', () => {
  expect(providerQuote('key very-\u001b[0msecret', ['very-secret'])).toBe('key [redacted]');
});

test('a quote is cut at 500 characters after hiding keys, and never through a character', () => {
  const atTheCut = `${'🙂'.repeat(495)} top-secret-key`;
  expect(Array.from(providerQuote(atTheCut, ['top-secret-key']))).toHaveLength(500);
  expect(providerQuote(atTheCut, ['top-secret-key'])).toMatch(/^(🙂)+ \[re…$/u);
});
