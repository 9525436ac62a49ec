import { expect, test } from 'vitest';
import {
  backoffMilliseconds,
  retryDelayMilliseconds,
  toldDelayMilliseconds,
} from '../../src/http/backoff.ts';

const least = () => 0;
const most = () => 1 - Number.EPSILON;

test.each([
  [1, 500, 1_000],
  [2, 1_000, 2_000],
  [3, 2_000, 4_000],
  [6, 16_000, 32_000],
  [7, 30_000, 60_000],
  [50, 30_000, 60_000],
  [5_000, 30_000, 60_000],
])('the backoff after attempt %i lies between %i and %i ms', (attempt, lowest, highest) => {
  expect(backoffMilliseconds(attempt, least)).toBe(lowest);
  expect(backoffMilliseconds(attempt, most)).toBe(highest);
});

test('a told delay is never cut short, and lengthened by at most a tenth', () => {
  expect(toldDelayMilliseconds(20_000, least)).toBe(20_000);
  expect(toldDelayMilliseconds(20_000, most)).toBe(22_000);
});

test('a told delay of hours becomes ten minutes, and one of nothing a tenth of a second', () => {
  expect(toldDelayMilliseconds(86_400_000, least)).toBe(600_000);
  expect(toldDelayMilliseconds(1, least)).toBe(100);
});

test('a failure is tried again after what the provider told, or else after the backoff', () => {
  expect(retryDelayMilliseconds({ afterMilliseconds: 7_000 }, 9, least)).toBe(7_000);
  expect(retryDelayMilliseconds({ afterMilliseconds: 'backoff' }, 2, least)).toBe(1_000);
});
