import type { TokenUsage } from '../preference/generation.ts';
import { pairPlaces } from '../preference/pair-places.ts';
import { usesTools, type KeptRow } from '../preference/keep-columns.ts';
import { addUsage, modelUsageOfCall, usageOfCall, type Usage } from './usage.ts';

/** Counts that add up over rows, shards and runs. */
export interface Tally {
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Usage;
  /** Rows that need the columns of tools; absent where there are none. */
  rowsWithTools?: number;
  /** By model; those that lost none are left out. */
  lost: Record<string, LostCalls>;
  /** By model: how many answers came under which name of the provider's; absent where no name was told. */
  reportedModels?: ReportedModels;
}

/** By the name `<provider>/<model id>`, then by the name that the provider gave. */
export type ReportedModels = Record<string, Record<string, number>>;

/** Names beyond these are counted together, so that no server's whims fill a history. */
const mostNames = 20;
const otherNames = 'others';

/** Calls of one model that gave nothing to go on with. */
export interface LostCalls {
  /** Given up without an answer, and so in no usage. */
  unanswered: number;
  /** All of them, with those whose answer was of no use. */
  reasons: Record<string, number>;
}

export function emptyTally(): Tally {
  return { rows: 0, pairs: 0, dropped: {}, usage: {}, lost: {} };
}

export function tallyOfRow({ columns, dropped }: KeptRow): Tally {
  return {
    ...emptyTally(),
    rows: 1,
    pairs: columns ? pairPlaces(columns).length : 0,
    dropped: dropped ? { [dropped.reason]: 1 } : {},
    ...(columns && usesTools(columns) ? { rowsWithTools: 1 } : {}),
  };
}

/** Which model it was, as its provider names it. */
export function tallyOfReported(model: string, name: string | undefined): Tally {
  return { ...emptyTally(), ...(name === undefined ? {} : { reportedModels: { [model]: { [name]: 1 } } }) };
}

export function tallyOfCall(model: string, usage: TokenUsage): Tally {
  return { ...emptyTally(), usage: { [model]: modelUsageOfCall(usage) } };
}

/** Of a call that was answered with what was paid for before. */
export function tallyOfReused(model: string, usage: TokenUsage): Tally {
  const nothing = { calls: 0, promptTokens: 0, completionTokens: 0 };
  return { ...emptyTally(), usage: { [model]: { ...nothing, reused: usageOfCall(usage) } } };
}

/** A call that gave nothing to go on with: given up, or answered (and metered) to no use. */
export function tallyOfLoss(model: string, reason: string, wasAnswered: boolean): Tally {
  const lost = { unanswered: wasAnswered ? 0 : 1, reasons: { [reason]: 1 } };
  return { ...emptyTally(), lost: { [model]: lost } };
}

export function addTallies(...tallies: readonly Tally[]): Tally {
  const rowsWithTools = tallies.reduce((sum, tally) => sum + (tally.rowsWithTools ?? 0), 0);
  const reported = tallies.flatMap(({ reportedModels }) => (reportedModels ? [reportedModels] : []));
  return {
    rows: tallies.reduce((sum, { rows }) => sum + rows, 0),
    pairs: tallies.reduce((sum, { pairs }) => sum + pairs, 0),
    dropped: mergeBy(
      tallies.map(({ dropped }) => dropped),
      addCounts,
    ),
    usage: mergeBy(
      tallies.map(({ usage }) => usage),
      addUsage,
    ),
    lost: mergeBy(
      tallies.map(({ lost }) => lost),
      addLost,
    ),
    ...(rowsWithTools > 0 ? { rowsWithTools } : {}),
    ...(reported.length > 0 ? { reportedModels: mergeBy(reported, addNames) } : {}),
  };
}

function addNames(first: Record<string, number>, second: Record<string, number>): Record<string, number> {
  const added = mergeBy([first, second], addCounts);
  const names = Object.keys(added);
  if (names.length <= mostNames) return added;
  const kept = names.filter((name) => name !== otherNames).slice(0, mostNames - 1);
  const others = names
    .filter((name) => !kept.includes(name))
    .reduce((sum, name) => sum + (added[name] ?? 0), 0);
  return { ...Object.fromEntries(kept.map((name) => [name, added[name] ?? 0])), [otherNames]: others };
}

function addCounts(first: number, second: number): number {
  return first + second;
}

function addLost(first: LostCalls, second: LostCalls): LostCalls {
  return {
    unanswered: first.unanswered + second.unanswered,
    reasons: mergeBy([first.reasons, second.reasons], addCounts),
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
