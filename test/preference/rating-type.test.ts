import { expect, test } from 'vitest';
import { ratingType } from '../../src/preference/rating-type.ts';

test.each([
  [
    'two judges',
    [
      { aspects: ['overall-rating'], orders: 1 },
      { aspects: ['overall-rating'], orders: 1 },
    ],
  ],
  ['two aspects', [{ aspects: ['helpfulness', 'honesty'], orders: 1 }]],
  ['two orders', [{ aspects: ['overall-rating'], orders: 2 }]],
])('%s make means, which are fractions', (_case, judges) => {
  expect(ratingType(judges)).toBe('float64');
});

test('one judge asked once gives whole numbers, as argilla/Capybara-Preferences has them', () => {
  expect(ratingType([{ aspects: ['overall-rating'], orders: 1 }])).toBe('int64');
});
