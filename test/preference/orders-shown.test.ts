import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ordersShown } from '../../src/preference/orders-shown.ts';
import { seededRandom, shuffled } from '../../src/preference/seeded-random.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test('one order is the shuffle', () => {
  expect(ordersShown(1, letters, seededRandom(7))).toEqual([shuffled(letters, seededRandom(7))]);
});

test('two orders are one and its reverse', () => {
  const [first, second] = ordersShown(2, letters, seededRandom(7));
  expect(second).toEqual(first?.toReversed());
});

test('fewer orders are the first of more', () => {
  const seven = ordersShown(7, letters, seededRandom(7));
  for (const count of [0, 1, 2, 5])
    expect(ordersShown(count, letters, seededRandom(7))).toEqual(seven.slice(0, count));
});

describe.each([2, 3, 4, 5, 6, 7])('%i candidates', (count) => {
  const candidates = letters.slice(0, count);
  const round = count % 2 === 0 ? count : 2 * count;
  const orders = ordersShown(round, candidates, seededRandom('round', count));

  test('all stand in every order once', () => {
    for (const order of ordersShown(3 * round + 1, candidates, seededRandom(1))) {
      expect(order.toSorted()).toEqual(candidates);
    }
  });

  test('stand in every place equally often in a round', () => {
    for (const place of candidates.keys()) {
      for (const candidate of candidates) {
        expect(orders.filter((order) => order[place] === candidate)).toHaveLength(round / count);
      }
    }
  });

  test('stand directly behind each other equally often in a round', () => {
    for (const before of candidates) {
      for (const behind of candidates.filter((candidate) => candidate !== before)) {
        const follows = orders.filter((order) => order[order.indexOf(before) + 1] === behind);
        expect(follows).toHaveLength(round / count);
      }
    }
  });

  test('are shuffled anew for the next round', () => {
    const starts = Array.from({ length: 30 }, (_, seed) =>
      ordersShown(round + 1, candidates, seededRandom(seed)),
    );
    expect(starts.some((drawn) => drawn[round]?.join('') !== drawn[0]?.join(''))).toBe(true);
  });
});

test('a bias for the first place is cancelled by as many orders as candidates', () => {
  const worth = new Map([
    ['a', 4],
    ['b', 3],
    ['c', 3],
    ['d', 1],
  ]);
  const orders = ordersShown(4, [...worth.keys()], seededRandom(3));
  for (const [candidate, rating] of worth) {
    const given = orders.map((order) => rating + (order[0] === candidate ? 1 : 0));
    expect(given.reduce((sum, number) => sum + number, 0) / 4).toBe(rating + 0.25);
  }
});

test('whatever the number of candidates and orders: each stands once in an order, orders come in reversed pairs, places even out', () => {
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.nat({ max: 60 }), fc.integer(), (size, count, seed) => {
      const candidates = Array.from({ length: size }, (_, at) => at);
      const orders = ordersShown(count, candidates, seededRandom(seed));
      expect(orders).toHaveLength(count);
      expect(orders.map((order) => order.toSorted((a, b) => a - b))).toEqual(orders.map(() => candidates));
      const seconds = orders.filter((_, at) => at % 2 === 1);
      expect(seconds).toEqual(seconds.map((_, pair) => orders[2 * pair]!.toReversed()));
      const round = size % 2 === 0 ? size : 2 * size;
      const whole = orders.slice(0, round > 0 ? count - (count % round) : 0);
      const times = candidates.flatMap((candidate) =>
        candidates.map((place) => whole.filter((order) => order[place] === candidate).length),
      );
      expect(new Set(times)).toEqual(new Set(size > 0 ? [whole.length / size] : []));
    }),
  );
});
