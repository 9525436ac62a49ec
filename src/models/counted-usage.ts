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
  { text, toolCalls, reasoning = '', usage, lane }: UncountedReply,
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
    ...(prompt === undefined ? {} : cacheTokens(usage, prompt)),
    completionTokens,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
    ...(isCounted ? {} : { estimated: true }),
    ...(lane === undefined ? {} : { lane }),
  };
}

/** What was counted for a reply of which nothing else could be read; undefined where nothing was. */
export function paidUsage(usage: ReportedUsage, lane: string | undefined): TokenUsage | undefined {
  const { promptTokens = 0, completionTokens = 0, reasoningTokens = 0 } = usage;
  if (promptTokens + completionTokens === 0) return undefined;
  return {
    promptTokens,
    ...cacheTokens(usage, promptTokens),
    completionTokens,
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
    ...(lane === undefined ? {} : { lane }),
  };
}

/** Never more than there were. */
function cacheTokens(
  usage: ReportedUsage,
  promptTokens: number,
): Pick<TokenUsage, 'cachedTokens' | 'cacheWriteTokens'> {
  const cachedTokens = Math.min(usage.cachedTokens ?? 0, promptTokens);
  const cacheWriteTokens = Math.min(usage.cacheWriteTokens ?? 0, promptTokens - cachedTokens);
  return {
    ...(cachedTokens > 0 ? { cachedTokens } : {}),
    ...(cacheWriteTokens > 0 ? { cacheWriteTokens } : {}),
  };
}

function promptTokens({ messages, tools }: Pick<ChatRequest, 'messages' | 'tools'>): number {
  const texts = [...countedTexts(messages), toolsText(tools) ?? ''];
  return expectedTokens(...texts) + messages.length * tokensAroundMessage;
}
