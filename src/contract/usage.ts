import type { TokenUsage } from '../preference/generation.ts';

/** Calls and their tokens. */
export interface CallUsage {
  calls: number;
  /** Cached ones and those written to a cache included. */
  promptTokens: number;
  /** Those that the provider had cached; left out where there were none. */
  cachedTokens?: number;
  /** Those that it charged for writing to its cache; left out where there were none. */
  cacheWriteTokens?: number;
  /** Thoughts included. */
  completionTokens: number;
  /** Those that were thoughts; left out where there were none. */
  reasoningTokens?: number;
  /** Calls that the provider did not count, and whose tokens are estimated; left out where there were none. */
  estimatedCalls?: number;
}

/** Calls and tokens of one model. */
export interface ModelUsage extends CallUsage {
  /** Of these calls, those that the provider charged by the prices of a lane of its own, such as `flex`; left out where none were. */
  lanes?: Record<string, CallUsage>;
  /** Answered with what was paid for before, and paid no more; left out where there were none. */
  reused?: CallUsage;
}

/** By the name `<provider>/<model id>`. */
export type Usage = Record<string, ModelUsage>;

/** Counts that are left out where there is nothing to count. */
const rareCounts = ['cachedTokens', 'cacheWriteTokens', 'reasoningTokens', 'estimatedCalls'] as const;

export function usageOfCall({ promptTokens, completionTokens, estimated, ...rare }: TokenUsage): CallUsage {
  return countedUsage({
    calls: 1,
    promptTokens,
    completionTokens,
    cachedTokens: rare.cachedTokens ?? 0,
    cacheWriteTokens: rare.cacheWriteTokens ?? 0,
    reasoningTokens: rare.reasoningTokens ?? 0,
    estimatedCalls: estimated ? 1 : 0,
  });
}

/** The same, in the lane that the provider charged. */
export function modelUsageOfCall(usage: TokenUsage): ModelUsage {
  const used = usageOfCall(usage);
  return usage.lane === undefined ? used : { ...used, lanes: { [usage.lane]: used } };
}

export function addUsage(first: ModelUsage, second: ModelUsage): ModelUsage {
  const reused = [first, second].flatMap((usage) => usage.reused ?? []);
  const lanes = [first, second].flatMap((usage) => Object.entries(usage.lanes ?? {}));
  return {
    ...addCalls(first, second),
    ...(lanes.length === 0 ? {} : { lanes: addLanes(lanes) }),
    ...(reused.length === 0 ? {} : { reused: reused.reduce(addCalls) }),
  };
}

/** Each call once: those of each lane, and those that were charged live. */
export function partsByLane({ lanes = {}, ...all }: Readonly<ModelUsage>): (CallUsage & { lane?: string })[] {
  const inLanes = Object.entries(lanes).map(([lane, used]) => ({ ...used, lane }));
  return [inLanes.reduce<CallUsage>((live, used) => combined(live, used, -1), all), ...inLanes];
}

/** Models that answered in this run itself: their keys and addresses are right. */
export function modelsCalled(usage: Readonly<Usage>): string[] {
  return Object.entries(usage).flatMap(([model, { calls }]) => (calls > 0 ? [model] : []));
}

/** All calls that were answered, paid or not. */
export function answeredCalls({ calls, reused }: ModelUsage): number {
  return calls + (reused?.calls ?? 0);
}

/** Lanes in alphabetical order, whatever order they came in. */
function addLanes(lanes: readonly (readonly [string, CallUsage])[]): Record<string, CallUsage> {
  const added = new Map<string, CallUsage>();
  for (const [lane, used] of lanes) {
    const before = added.get(lane);
    added.set(lane, before ? addCalls(before, used) : used);
  }
  return Object.fromEntries([...added].sort(([first], [second]) => (first < second ? -1 : 1)));
}

function addCalls(first: CallUsage, second: CallUsage): CallUsage {
  return combined(first, second, 1);
}

function combined(first: CallUsage, second: CallUsage, sign: 1 | -1): CallUsage {
  const of = (count: (typeof rareCounts)[number]) => (first[count] ?? 0) + sign * (second[count] ?? 0);
  return countedUsage({
    calls: first.calls + sign * second.calls,
    promptTokens: first.promptTokens + sign * second.promptTokens,
    completionTokens: first.completionTokens + sign * second.completionTokens,
    cachedTokens: of('cachedTokens'),
    cacheWriteTokens: of('cacheWriteTokens'),
    reasoningTokens: of('reasoningTokens'),
    estimatedCalls: of('estimatedCalls'),
  });
}

function countedUsage({ calls, promptTokens, completionTokens, ...rare }: Required<CallUsage>): CallUsage {
  const counted: CallUsage = { calls, promptTokens, completionTokens };
  for (const count of rareCounts) if (rare[count] > 0) counted[count] = rare[count];
  return counted;
}
