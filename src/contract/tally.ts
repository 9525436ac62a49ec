import type { TokenUsage } from '../preference/generation.ts';
import { usesTools, type KeptRow } from '../preference/keep-columns.ts';
import { addUsage, type Usage } from './usage.ts';

/** Counts that add up over rows, shards and runs. */
export interface Tally {
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Usage;
  /** Rows that need the columns of tools; absent where there are none. */
  rowsWithTools?: number;
}

export function emptyTally(): Tally {
  return { rows: 0, pairs: 0, dropped: {}, usage: {} };
}

export function tallyOfRow({ columns, dropped }: KeptRow): Tally {
  return {
    rows: 1,
    pairs: dropped ? 0 : 1,
    dropped: dropped ? { [dropped.reason]: 1 } : {},
    usage: {},
    ...(columns && usesTools(columns) ? { rowsWithTools: 1 } : {}),
  };
}

export function tallyOfCall(model: string, usage: TokenUsage): Tally {
  return { ...emptyTally(), usage: { [model]: { calls: 1, ...usage } } };
}

/** Of a call that was answered with what was paid for before. */
export function tallyOfReused(model: string, usage: TokenUsage): Tally {
  const nothing = { calls: 0, promptTokens: 0, completionTokens: 0 };
  return { ...emptyTally(), usage: { [model]: { ...nothing, reused: { calls: 1, ...usage } } } };
}

export function addTallies(...tallies: readonly Tally[]): Tally {
  const rowsWithTools = tallies.reduce((sum, tally) => sum + (tally.rowsWithTools ?? 0), 0);
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
    ...(rowsWithTools > 0 ? { rowsWithTools } : {}),
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
