import { expect, test } from 'vitest';
import { ktoLabel } from '../../src/preference/kto-label.ts';

test.each([
  [5, true],
  [4, true],
  [3.99, undefined],
  [3, undefined],
  [2.01, undefined],
  [2, false],
  [1, false],
])('a rating of %d between thresholds of 4 and 2 is labelled %s', (rating, label) => {
  expect(ktoLabel(rating, { desirable: 4, undesirable: 2 })).toBe(label);
});
