import type { TokenUsage } from '../preference/generation.ts';

/** Calls and tokens of one model. */
export interface ModelUsage extends TokenUsage {
  calls: number;
}

/** By the name `<provider>/<model id>`. */
export type Usage = Record<string, ModelUsage>;

export function addUsage(first: ModelUsage, second: ModelUsage): ModelUsage {
  return {
    calls: first.calls + second.calls,
    promptTokens: first.promptTokens + second.promptTokens,
    completionTokens: first.completionTokens + second.completionTokens,
  };
}
