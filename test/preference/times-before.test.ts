import { expect, test } from 'vitest';
import { timesBefore } from '../../src/preference/times-before.ts';

test('items are numbered among those that say the same, whatever the order of their keys', () => {
  const items = [{ a: 1, b: 2 }, { a: 1 }, { b: 2, a: 1 }, { a: 1, b: 3 }, { a: 1, b: 2 }, { a: 1 }];
  expect(timesBefore(items)).toEqual([0, 0, 1, 0, 2, 1]);
});
