import { z } from 'zod';
import { separateThoughts } from '../preference/thoughts/separate-thoughts.ts';
import { wellFormed } from '../preference/well-formed.ts';
import type { ChatReply } from './chat-model.ts';
import { calledTools } from './called-tools.schema.ts';
import { finishReasonOf } from './finish-reasons.ts';
import { thoughtsIn, wordsIn } from './message-words.ts';
import { serviceTierSchema } from './service-tier.schema.ts';
import { usageSchema, type ReportedUsage } from './reported-usage.schema.ts';

const absent = z.null().optional();

/** In characters; names of files, as llama.cpp gives them, are among the longest. */
const longestModelName = 200;

const messageSchema = z.looseObject({ content: z.unknown().optional(), refusal: z.string().catch('') });

/** Gemini leaves the whole message out where it was cut off, or held back, before its first word. */
function withMessage(choice: unknown): unknown {
  if (typeof choice !== 'object' || choice === null || !('finish_reason' in choice)) return choice;
  return typeof choice.finish_reason === 'string' ? { message: {}, ...choice } : choice;
}

const choiceSchema = z.preprocess(
  withMessage,
  z.object({
    message: messageSchema,
    finish_reason: z.unknown().optional(),
    native_finish_reason: z.unknown().optional(),
    error: absent,
  }),
);

/**
 * As much of a chat completion as is used, in the forms compatible servers send it. `error` must be absent: proxies
 * such as OpenRouter report an upstream's failure in a reply with status 200.
 */
const chatCompletionSchema = z.object({
  model: z.string().catch(''),
  choices: z.tuple([choiceSchema], z.unknown()),
  usage: usageSchema,
  service_tier: serviceTierSchema,
  error: absent,
});

export interface UncountedReply extends Omit<ChatReply, 'usage'> {
  /** As far as the provider said. */
  usage: ReportedUsage;
  /** The service tier that it names, where that has prices of its own. */
  lane?: string | undefined;
}

/** What is no chat completion may have been counted all the same. */
export type ParsedChatCompletion =
  { reply: UncountedReply } | { problem: string; usage: ReportedUsage; lane: string | undefined };

const countedSchema = z
  .object({ usage: usageSchema, service_tier: serviceTierSchema })
  .catch({ usage: usageSchema.parse(undefined), service_tier: undefined });

export function parseChatCompletion(body: unknown): ParsedChatCompletion {
  const parsed = chatCompletionSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = issue ? `${issue.path.join('.') || 'the body'}: ${issue.message}` : 'an unknown form';
    const { usage, service_tier: lane } = countedSchema.parse(body);
    return { problem, usage, lane };
  }
  const { model, choices, usage, service_tier: lane } = parsed.data;
  const [{ message, finish_reason, native_finish_reason }] = choices;
  const refusal = message.refusal || undefined;
  const toolCalls = refusal === undefined ? calledTools(message) : undefined;
  const { text, reasoning } = separateThoughts(wordsIn(message.content));
  const thoughts = [...new Set([thoughtsIn(message), reasoning])].filter((thought) => thought !== undefined);
  return {
    reply: wellFormed({
      text: refusal ?? text,
      ...(toolCalls ? { toolCalls } : {}),
      reasoning: thoughts.length > 0 ? thoughts.join('\n\n') : undefined,
      finishReason: refusal === undefined ? finishReasonOf(finish_reason ?? native_finish_reason) : 'refusal',
      ...(model === '' ? {} : { model: model.slice(0, longestModelName) }),
      usage,
      ...(lane === undefined ? {} : { lane }),
    }),
  };
}
