import type { TokenUsage } from '../preference/generation.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import type { ModelUsage, Tally } from './run.ts';

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

function addUsage(first: ModelUsage, second: ModelUsage): ModelUsage {
  return {
    calls: first.calls + second.calls,
    promptTokens: first.promptTokens + second.promptTokens,
    completionTokens: first.completionTokens + second.completionTokens,
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
