/**
 * A stream of numbers in [0, 1) that depends on its keys alone, so that a run repeats itself on any machine and in
 * any order of completion. FNV-1a turns the keys into a state, Mulberry32 steps it: small, well-spread, and not for
 * secrets.
 */
export function seededRandom(...keys: (string | number)[]): () => number {
  let state = fnv1a(keys.join('\u0000'));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A 31-bit seed of its own for every call, the range OpenAI-compatible servers take. */
export function callSeed(...keys: (string | number)[]): number {
  return Math.floor(seededRandom(...keys)() * 2 ** 31);
}

/** The items in an order drawn from `random`. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((first, second) => first.place - second.place)
    .map(({ item }) => item);
}

/** One of the items; at least one is expected. */
export function pickOne<T>(items: readonly [T, ...T[]], random: () => number): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
