import { expect, test } from 'vitest';
import { splitBySize } from '../../src/contract/split-by-size.ts';

test('no rows make no parts', () => {
  expect(splitBySize([])).toEqual([]);
});

test('a row over the size has a part of its own', () => {
  expect(splitBySize(['a', 'x'.repeat(50), 'b'], 20)).toEqual([['a'], ['x'.repeat(50)], ['b']]);
});

test('rows stay in their order, in parts that are filled up to the size and never beyond', () => {
  // Each takes ten bytes as JSON, quotes included.
  const rows = Array.from({ length: 7 }, (_, at) => `row${at}-aaa`);
  expect(splitBySize(rows, 30).map((part) => part.length)).toEqual([3, 3, 1]);
  expect(splitBySize(rows, 29).map((part) => part.length)).toEqual([2, 2, 2, 1]);
  expect(splitBySize(rows, 29).flat()).toEqual(rows);
});

test('the size is counted in bytes, not in characters', () => {
  expect(splitBySize(['ééé', 'ééé'], 15)).toEqual([['ééé'], ['ééé']]);
  expect(splitBySize(['ééé', 'ééé'], 16)).toEqual([['ééé', 'ééé']]);
});
