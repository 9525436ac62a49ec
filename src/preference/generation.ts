import type { CallRecord } from './call-record.ts';
import type { ToolCall } from './conversation.schema.ts';

/**
 * Why a model stopped: `stop` by itself, `length` at a token limit, `tool_calls` to call a tool, `refusal` by its own
 * structured refusal, `content_filter` by the provider's filter, `other` where the server did not say. Any other word is
 * the server's own.
 */
export type FinishReason =
  'stop' | 'length' | 'tool_calls' | 'refusal' | 'content_filter' | 'other' | (string & Record<never, never>);

export interface TokenUsage {
  /** Cached ones and those written to a cache included. */
  promptTokens: number;
  /** Those that the provider had cached; left out where there were none. */
  cachedTokens?: number | undefined;
  /** Those that it charged for writing to its cache; left out where there were none. */
  cacheWriteTokens?: number | undefined;
  /** Thoughts included. */
  completionTokens: number;
  /** Those of the completion that were thoughts; left out where there were none. */
  reasoningTokens?: number | undefined;
  /** Where the provider counted nothing, and the tokens are estimated from the texts. */
  estimated?: true | undefined;
  /** The service tier that the reply names and that has prices of its own, such as `flex`; absent for the usual one. */
  lane?: string | undefined;
}

/** What a model answered to the last user message. An empty or refused answer is a value, not an exception. */
export interface Generation {
  /** Without thoughts; well-formed Unicode. */
  text: string;
  /** The tools it calls, with or without a text. */
  toolCalls?: ToolCall[] | undefined;
  /** What a reasoning model thought before it answered, as far as it says. */
  reasoning?: string | undefined;
  finishReason: FinishReason;
  usage: TokenUsage;
  /** What its call is known by. */
  call?: CallRecord | undefined;
  /** Size of an answer too large to be carried, whose `text` is left empty. */
  tooLargeBytes?: number | undefined;
}

/** Whether the provider or the model declined to answer, by its own structured word. */
export function isRefusal(generation: Pick<Generation, 'finishReason'>): boolean {
  return generation.finishReason === 'refusal' || generation.finishReason === 'content_filter';
}
