import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../src/preference/conversation.schema.ts';
import { splitKey, testSplit } from '../../src/output/splits.ts';

const said = (...texts: string[]): Message[] =>
  texts.map((content, place) => ({ role: place % 2 === 0 ? 'user' : 'assistant', content }));

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

test('a row without a conversation is to train on', async () => {
  expect((await testSplit(0.99, each([])))({})).toBe('train');
  expect((await testSplit(3, each([])))({})).toBe('train');
});

test('all rows that turns make of a conversation stand in one place', () => {
  const whole = said('A', 'B', 'C', 'D', 'E');
  const keys = [1, 3, 5].map((length) => splitKey(whole.slice(0, length), { from: 0 }));
  expect(new Set(keys).size).toBe(1);
  const later = [3, 5].map((length) => splitKey(whole.slice(0, length), { from: 1 }));
  expect(new Set(later).size).toBe(1);
  expect(later[0]).not.toBe(keys[0]);
});

test('conversations that only begin alike stand in places of their own', () => {
  expect(splitKey(said('Hi', 'Hello!', 'A tree?'), 'last')).not.toBe(
    splitKey(said('Hi', 'Hello!', 'A cat?'), 'last'),
  );
});

test('a share is about that many of the conversations', async () => {
  const split = await testSplit(0.02, each([]));
  const keys = Array.from({ length: 20_000 }, (_, row) => ({
    splitKey: splitKey(said(`Tree ${row}?`), 'last'),
  }));
  const held = keys.filter((row) => split(row) === 'test').length;
  expect(held).toBeGreaterThan(320);
  expect(held).toBeLessThan(480);
});

const conversation = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
const conversations = fc.uniqueArray(conversation, {
  selector: (texts) => JSON.stringify(texts),
  maxLength: 40,
});

test('rows that are added anywhere move no conversation out of a share', async () => {
  await fc.assert(
    fc.asyncProperty(
      conversations,
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      async (rows, share) => {
        const split = await testSplit(share, each([]));
        const place = (texts: string[]) => split({ splitKey: splitKey(said(...texts), 'last') });
        const before = rows.filter((_, row) => row % 3 !== 0).map(place);
        const after = rows.map(place).filter((_, row) => row % 3 !== 0);
        expect(after).toEqual(before);
      },
    ),
  );
});

test('a number of pairs is held out exactly, in whole conversations, and pairs that are added push out at most as many', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, fc.integer({ min: 1, max: 10 }), async (rows, count) => {
      const keys = rows.map((texts) => ({ splitKey: splitKey(said(...texts), 'last') }));
      const fewer = keys.slice(0, Math.ceil(keys.length / 2));
      const [small, large] = [await testSplit(count, each(fewer)), await testSplit(count, each(keys))];
      expect(keys.filter((row) => large(row) === 'test')).toHaveLength(Math.min(count, keys.length));
      const moved = fewer.filter((row) => small(row) === 'test' && large(row) === 'train').length;
      expect(moved).toBeLessThanOrEqual(keys.length - fewer.length);
      expect(fewer.filter((row) => small(row) === 'train' && large(row) === 'test')).toEqual([]);
    }),
  );
});
