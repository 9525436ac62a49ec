import { describe, expect, test } from 'vitest';
import { rateLimitResetMilliseconds, retryAfterMilliseconds } from '../../src/http/retry-after.ts';

const now = new Date('2026-01-01T00:00:00Z');
const unixSeconds = now.getTime() / 1_000;

describe('retry-after', () => {
  test.each([
    ['soon'],
    [''],
    ['0'],
    ['-5'],
    ['1e3'],
    ['NaN'],
    ['Infinity'],
    ['0x10'],
    ['5 s'],
    ['Thu, 99 Foo 2026 00:00:30 GMT'],
    ['Wed, 31 Dec 2025 23:59:00 GMT'],
  ])('says nothing as %j', (value) => {
    expect(retryAfterMilliseconds(new Headers({ 'retry-after': value }), now)).toBeUndefined();
  });

  test.each([
    ['30', 30_000],
    ['0.5', 500],
    [' 7 ', 7_000],
    ['30s', 30_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['2026-01-01T00:00:30Z', 30_000],
  ])('reads %j', (value, expected) => {
    expect(retryAfterMilliseconds(new Headers({ 'retry-after': value }), now)).toBe(expected);
  });

  test('gives way to retry-after-ms, unless that is unreadable', () => {
    const both = { 'retry-after-ms': '250', 'retry-after': '30' };
    expect(retryAfterMilliseconds(new Headers(both), now)).toBe(250);
    expect(retryAfterMilliseconds(new Headers({ ...both, 'retry-after-ms': '?' }), now)).toBe(30_000);
  });

  test('is undefined where the provider sends neither', () => {
    expect(retryAfterMilliseconds(new Headers(), now)).toBeUndefined();
  });
});

describe('x-ratelimit-reset', () => {
  test.each([
    ['', undefined],
    ['later', undefined],
    ['1s2', undefined],
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['120ms', 120],
    ['1h0m1.5s', 3_601_500],
    ['1d', 86_400_000],
    ['2.4', 2_400],
    [String(unixSeconds + 12), 12_000],
    [String(now.getTime() + 12_000), 12_000],
    [String(unixSeconds - 12), undefined],
  ])('is read from %j as %s ms', (value, expected) => {
    expect(rateLimitResetMilliseconds(new Headers({ 'x-ratelimit-reset-requests': value }), now)).toBe(
      expected,
    );
  });

  test('of the limit that is used up counts, even where another takes longer', () => {
    const headers = new Headers({
      'x-ratelimit-remaining-requests': '199',
      'x-ratelimit-reset-requests': '6m0s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '3s',
    });
    expect(rateLimitResetMilliseconds(headers, now)).toBe(3_000);
  });

  test('that lies furthest off counts where no limit is said to be used up', () => {
    const headers = new Headers({ 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '3s' });
    expect(rateLimitResetMilliseconds(headers, now)).toBe(3_000);
  });
});
