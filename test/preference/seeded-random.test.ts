import { describe, expect, test } from 'vitest';
import { callSeed, pickOne, seededRandom, shuffled } from '../../src/preference/seeded-random.ts';

function draws(count: number, ...keys: (string | number)[]): number[] {
  const random = seededRandom(...keys);
  return Array.from({ length: count }, () => random());
}

describe('a stream of numbers', () => {
  test('is the same on every machine and in every version: recorded runs depend on it', () => {
    expect(draws(3, 42, 'garden/7', 'judge')).toEqual([
      0.46318459953181446, 0.03595486073754728, 0.6030655850190669,
    ]);
  });

  test('depends on each of its keys', () => {
    expect(draws(4, 1, 'a')).toEqual(draws(4, 1, 'a'));
    const others = [
      draws(4, 2, 'a'),
      draws(4, 1, 'b'),
      draws(4, 'a', 1),
      draws(4, '1a'),
      draws(4, 1, 'a', ''),
    ];
    for (const other of others) expect(other).not.toEqual(draws(4, 1, 'a'));
  });

  test('spreads evenly over [0, 1), also over the first draws of consecutive rows', () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => draws(1, 42, `garden/${row}`)[0]!);
    for (const numbers of [draws(10_000, 42), rows]) {
      const tenths = Array.from({ length: 10 }, () => 0);
      for (const number of numbers) tenths[Math.floor(number * 10)]! += 1;
      // A tenth of 10,000 fair draws has a standard deviation of 30.
      for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
      expect(tenths).toHaveLength(10);
    }
  });
});

describe('the seed of a call', () => {
  const seeds = Array.from({ length: 5_000 }, (_, sample) => callSeed(42, 'garden/1', 'm', sample));

  test('is a whole number of 31 bits', () => {
    for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
    expect(Math.max(...seeds)).toBeGreaterThan(2 ** 30);
  });

  test('differs from call to call', () => {
    // Of 5,000 fair draws from 2^31, 0.006 pairs coincide.
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});

describe('shuffling', () => {
  test('keeps every item once, leaves the given list alone, and repeats itself', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f'];
    const order = shuffled(items, seededRandom(3));
    expect(order.toSorted()).toEqual(items);
    expect(shuffled(items, seededRandom(3))).toEqual(order);
    expect(items).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('gives each of the six orders of three items its share', () => {
    const orders = new Map<string, number>();
    for (let row = 0; row < 6_000; row += 1) {
      const order = shuffled(['a', 'b', 'c'], seededRandom(42, 'order', row)).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    // Five standard deviations of a fair draw.
    for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
  });
});

test.each([
  [0, 'a'],
  [0.34, 'b'],
  [0.999999, 'c'],
  [1, 'a'],
])('a draw of %d picks %s', (drawn, item) => {
  expect(pickOne(['a', 'b', 'c'], () => drawn)).toBe(item);
});
