import { comparePlaces, type RowPlace } from './row-place.ts';

/** Two sequences that are in the order of their rows, as one. */
export async function* rowsInOrder<Item>(
  first: AsyncIterable<Item>,
  second: AsyncIterable<Item>,
  placeOf: (item: Item) => RowPlace,
): AsyncGenerator<Item> {
  const seconds = second[Symbol.asyncIterator]();
  let next = await seconds.next();
  for await (const item of first) {
    while (next.done !== true && comparePlaces(placeOf(next.value), placeOf(item)) < 0) {
      yield next.value;
      next = await seconds.next();
    }
    yield item;
  }
  while (next.done !== true) {
    yield next.value;
    next = await seconds.next();
  }
}
