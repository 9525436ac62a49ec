import { expectedTokens } from '../contract/expected-tokens.ts';
import type { TokenUsage } from '../preference/generation.ts';
import { countedTexts } from '../preference/message-images.ts';
import { toolsText } from '../preference/tool-texts.ts';
import type { UncountedReply } from './chat-completion.schema.ts';
import type { ChatRequest } from './chat-model.ts';
import type { ReportedUsage } from './reported-usage.schema.ts';

/** What chat templates put around a message. */
const tokensAroundMessage = 4;

/**
 * A call's tokens as its provider counted them. What it did not count is estimated from the texts, and the whole marked as
 * estimated: a call without a count would be free in every sum and pass every budget. Servers that count nothing leave
 * `usage` out or send zeros.
 */
export function countedUsage(
  { text, toolCalls, reasoning = '', usage }: UncountedReply,
  request: Pick<ChatRequest, 'messages' | 'tools'>,
): TokenUsage {
  const thought = expectedTokens(reasoning);
  const written = expectedTokens(text, toolCalls ? JSON.stringify(toolCalls) : '') + thought;
  const prompt = usage.promptTokens === 0 ? undefined : usage.promptTokens;
  const completion = usage.completionTokens === 0 && written > 0 ? undefined : usage.completionTokens;
  const completionTokens = completion ?? written;
  const reasoningTokens = Math.min(usage.reasoningTokens ?? thought, completionTokens);
  const isCounted = prompt !== undefined && (completion !== undefined || written === 0);
  return {
    promptTokens: prompt ?? promptTokens(request),
    completionTokens,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
    ...(isCounted ? {} : { estimated: true }),
  };
}

/** What was counted for a reply of which nothing else could be read; undefined where nothing was. */
export function paidUsage({
  promptTokens = 0,
  completionTokens = 0,
  reasoningTokens = 0,
}: ReportedUsage): TokenUsage | undefined {
  if (promptTokens + completionTokens === 0) return undefined;
  return { promptTokens, completionTokens, ...(reasoningTokens > 0 ? { reasoningTokens } : {}) };
}

function promptTokens({ messages, tools }: Pick<ChatRequest, 'messages' | 'tools'>): number {
  const texts = [...countedTexts(messages), toolsText(tools) ?? ''];
  return expectedTokens(...texts) + messages.length * tokensAroundMessage;
}
