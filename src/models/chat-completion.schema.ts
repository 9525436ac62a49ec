import { z } from 'zod';
import type { ChatReply } from './chat-model.ts';
import { calledTools } from './called-tools.schema.ts';

const absent = z.null().optional();
const count = z.int().nonnegative().catch(0);

/** Text, or text in parts, of which those that are not text (a thinking part, say) are left out. */
const content = z
  .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.unknown().optional() }))])
  .nullish()
  .transform((value) => {
    if (typeof value === 'string') return value;
    return (value ?? [])
      .flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : []))
      .join('');
  });

const choiceSchema = z.object({
  message: z.looseObject({ content, refusal: z.string().catch('') }),
  finish_reason: z.enum(['stop', 'length', 'content_filter', 'other']).catch('other'),
  error: absent,
});

/**
 * As much of a chat completion as is used, in the forms compatible servers send it. `error` must be absent: proxies
 * such as OpenRouter report an upstream's failure in a reply with status 200.
 */
const chatCompletionSchema = z.object({
  choices: z.tuple([choiceSchema], z.unknown()),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(undefined),
  error: absent,
});

export type ParsedChatCompletion = { reply: ChatReply } | { problem: string };

export function parseChatCompletion(body: unknown): ParsedChatCompletion {
  const parsed = chatCompletionSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: issue ? `${issue.path.join('.') || 'the body'}: ${issue.message}` : 'an unknown form' };
  }
  const [{ message, finish_reason }] = parsed.data.choices;
  const refused = message.refusal !== '';
  const toolCalls = refused ? undefined : calledTools(message);
  const { usage } = parsed.data;
  return {
    reply: {
      text: refused ? message.refusal : message.content,
      ...(toolCalls ? { toolCalls } : {}),
      finishReason: refused ? 'refusal' : finish_reason,
      usage: {
        promptTokens: usage?.prompt_tokens ?? 0,
        completionTokens: usage?.completion_tokens ?? 0,
      },
    },
  };
}
