import { expect, test } from 'vitest';
import { counted, duration, perMinute } from '../../../src/commands/watch/amounts.ts';

test('a duration has two units at most, and is never negative', () => {
  expect([-5, 0.4, 59.6, 3_599, 7_500].map(duration)).toEqual([
    '0 s',
    '0 s',
    '1 min 0 s',
    '59 min 59 s',
    '2 h 5 min',
  ]);
});

test('slow rates have a decimal', () => {
  expect([0.04, 9.94, 1_200].map(perMinute)).toEqual(['0.0/min', '9.9/min', '1,200/min']);
});

test('one is singular', () => {
  expect([0, 1, 2].map((value) => counted(value, 'row'))).toEqual(['0 rows', '1 row', '2 rows']);
});
