import type { TokenUsage } from '../preference/generation.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import { addUsage, type Usage } from './usage.ts';

/** Counts that add up over rows, shards and runs. */
export interface Tally {
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Usage;
}

export function emptyTally(): Tally {
  return { rows: 0, pairs: 0, dropped: {}, usage: {} };
}

export function tallyOfRow({ dropped }: KeptRow): Tally {
  return { rows: 1, pairs: dropped ? 0 : 1, dropped: dropped ? { [dropped.reason]: 1 } : {}, usage: {} };
}

export function tallyOfCall(model: string, usage: TokenUsage): Tally {
  return { ...emptyTally(), usage: { [model]: { calls: 1, ...usage } } };
}

export function addTallies(...tallies: readonly Tally[]): Tally {
  return {
    rows: tallies.reduce((sum, { rows }) => sum + rows, 0),
    pairs: tallies.reduce((sum, { pairs }) => sum + pairs, 0),
    dropped: mergeBy(
      tallies.map(({ dropped }) => dropped),
      (first, second) => first + second,
    ),
    usage: mergeBy(
      tallies.map(({ usage }) => usage),
      addUsage,
    ),
  };
}

/** Merges records key by key, keys in alphabetical order whatever order they came in. */
function mergeBy<T>(
  records: readonly Record<string, T>[],
  add: (first: T, second: T) => T,
): Record<string, T> {
  const merged = new Map<string, T>();
  for (const [key, value] of records.flatMap((record) => Object.entries(record))) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? value : add(before, value));
  }
  return Object.fromEntries([...merged].sort(([first], [second]) => (first < second ? -1 : 1)));
}
