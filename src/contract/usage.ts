import type { TokenUsage } from '../preference/generation.ts';

/** Calls and their tokens. */
export interface CallUsage extends TokenUsage {
  calls: number;
}

/** Calls and tokens of one model. */
export interface ModelUsage extends CallUsage {
  /** Answered with what was paid for before, and paid no more; left out where there were none. */
  reused?: CallUsage;
}

/** By the name `<provider>/<model id>`. */
export type Usage = Record<string, ModelUsage>;

export function addUsage(first: ModelUsage, second: ModelUsage): ModelUsage {
  const reused = [first, second].flatMap((usage) => usage.reused ?? []);
  return { ...addCalls(first, second), ...(reused.length === 0 ? {} : { reused: reused.reduce(addCalls) }) };
}

/** Models that answered in this run itself: their keys and addresses are right. */
export function modelsCalled(usage: Readonly<Usage>): string[] {
  return Object.entries(usage).flatMap(([model, { calls }]) => (calls > 0 ? [model] : []));
}

/** All calls that were answered, paid or not. */
export function answeredCalls({ calls, reused }: ModelUsage): number {
  return calls + (reused?.calls ?? 0);
}

function addCalls(first: CallUsage, second: CallUsage): CallUsage {
  return {
    calls: first.calls + second.calls,
    promptTokens: first.promptTokens + second.promptTokens,
    completionTokens: first.completionTokens + second.completionTokens,
  };
}
