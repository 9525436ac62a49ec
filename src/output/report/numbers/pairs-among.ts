/** Every two of the items, each once, the earlier first. */
export function pairsAmong<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, place) => items.slice(place + 1).map((second): [T, T] => [first, second]));
}
