import type { ToolCall } from './conversation.schema.ts';

/**
 * Why a model stopped: `stop` by itself, `length` at the token limit, `refusal` by its own structured refusal,
 * `content_filter` by the provider's filter, `other` for what a server invents.
 */
export type FinishReason = 'stop' | 'length' | 'refusal' | 'content_filter' | 'other';

/** As the provider counted them; 0 where it did not say. */
export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
}

/** What a model answered to the last user message. An empty or refused answer is a value, not an exception. */
export interface Generation {
  text: string;
  /** The tools it calls, with or without a text. */
  toolCalls?: ToolCall[] | undefined;
  finishReason: FinishReason;
  usage: TokenUsage;
}

/** Whether the provider or the model declined to answer, by its own structured word. */
export function isRefusal(generation: Pick<Generation, 'finishReason'>): boolean {
  return generation.finishReason === 'refusal' || generation.finishReason === 'content_filter';
}
