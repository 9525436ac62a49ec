import { expect, test } from 'vitest';
import { wholeNumber } from '../../src/commands/whole-number.ts';

test.each(['0', '-1', '1.5', 'many', '', '1e99'])('%j is no number of lines', (given) => {
  expect(() => wholeNumber(given)).toThrow('Give a whole number, 1 or more.');
});

test('a whole number is taken', () => {
  expect(wholeNumber('25')).toBe(25);
});
