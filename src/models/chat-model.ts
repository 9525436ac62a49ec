import type { FinishReason, TokenUsage } from '../preference/generation.ts';
import type { Message, Tool, ToolCall } from '../preference/conversation.schema.ts';
import type { ToolChoice } from '../contract/input/generator.schema.ts';
import type { RequestOptions } from '../contract/input/request-options.schema.ts';

export interface ChatRequest extends RequestOptions {
  /** The model id as its provider knows it, without the provider's name. */
  model: string;
  messages: readonly Message[];
  /** What the answer may call. */
  tools?: readonly Tool[] | undefined;
  toolChoice?: ToolChoice | undefined;
  maxTokens: number;
  temperature?: number | undefined;
  topP?: number | undefined;
  /** Derived from the run's seed; models that can repeat themselves do so for the same value. */
  seed?: number | undefined;
  /** Asks for one JSON object of this JSON Schema, where the provider can enforce one. */
  responseSchema?: { name: string; schema: Record<string, unknown> } | undefined;
}

/** The one form of what a model said. All texts are well-formed Unicode. */
export interface ChatReply {
  /** The answer without thoughts; for a refusal, the provider's or the model's own words, possibly empty. */
  text: string;
  /** The tools it calls, with or without a text; absent where it calls none. */
  toolCalls?: ToolCall[] | undefined;
  /** What a reasoning model thought first, however its server tells it; undefined where it told nothing. */
  reasoning?: string | undefined;
  finishReason: FinishReason;
  /** As the provider names the model that answered; absent where it names none. */
  model?: string | undefined;
  /** Estimated, and marked as such, where the provider counted nothing. */
  usage: TokenUsage;
}

/** How the requests of a model travel: what they and their address do not tell has no part in the answer. */
export interface Wire {
  /** Of the provider; never its key. */
  address: string;
  /** The request as it is sent, but for its headers. */
  bodyOf(request: ChatRequest): object;
}

/**
 * The one port to anything that answers a conversation. `complete` makes exactly one request, never retries, and
 * rejects only with a {@link ChatFailure} or, when `signal` fires, with the signal's reason.
 */
export interface ChatModel {
  complete(request: ChatRequest, signal: AbortSignal): Promise<ChatReply>;
  /** Left out for a model that costs nothing to ask again. */
  wire?: Wire;
}
