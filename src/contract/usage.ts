import type { TokenUsage } from '../preference/generation.ts';

/** Calls and their tokens. */
export interface CallUsage {
  calls: number;
  promptTokens: number;
  /** Thoughts included. */
  completionTokens: number;
  /** Those that were thoughts; left out where there were none. */
  reasoningTokens?: number;
  /** Calls that the provider did not count, and whose tokens are estimated; left out where there were none. */
  estimatedCalls?: number;
}

/** Calls and tokens of one model. */
export interface ModelUsage extends CallUsage {
  /** Answered with what was paid for before, and paid no more; left out where there were none. */
  reused?: CallUsage;
}

/** By the name `<provider>/<model id>`. */
export type Usage = Record<string, ModelUsage>;

export function usageOfCall({
  promptTokens,
  completionTokens,
  reasoningTokens,
  estimated,
}: TokenUsage): CallUsage {
  return {
    calls: 1,
    promptTokens,
    completionTokens,
    ...(reasoningTokens ? { reasoningTokens } : {}),
    ...(estimated ? { estimatedCalls: 1 } : {}),
  };
}

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
  const reasoningTokens = (first.reasoningTokens ?? 0) + (second.reasoningTokens ?? 0);
  const estimatedCalls = (first.estimatedCalls ?? 0) + (second.estimatedCalls ?? 0);
  return {
    calls: first.calls + second.calls,
    promptTokens: first.promptTokens + second.promptTokens,
    completionTokens: first.completionTokens + second.completionTokens,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
    ...(estimatedCalls > 0 ? { estimatedCalls } : {}),
  };
}
