import { seededRandom } from '../../src/preference/seeded-random.ts';

export interface Draw {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  oneOf<Item>(...items: [Item, ...Item[]]): Item;
}

/** What a property-style test draws its cases from; a failing case is its seed. */
export function drawFrom(seed: number): Draw {
  const random = seededRandom('draw', seed);
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return { between, oneOf: (...items) => items[between(0, items.length - 1)] ?? items[0] };
}
