import { z } from 'zod';
import { toolCallSchema } from '../preference/conversation.schema.ts';
import type { ChatReply } from '../models/chat-model.ts';

const count = z.int().nonnegative();

/** A reply as it is kept. What an older form holds cannot be read, and is asked for again. */
const keptReplySchema = z.strictObject({
  text: z.string(),
  toolCalls: z.array(toolCallSchema).optional(),
  reasoning: z.string().optional(),
  finishReason: z.string(),
  model: z.string().optional(),
  usage: z.strictObject({
    promptTokens: count,
    cachedTokens: count.optional(),
    cacheWriteTokens: count.optional(),
    completionTokens: count,
    reasoningTokens: count.optional(),
    estimated: z.literal(true).optional(),
    lane: z.string().optional(),
  }),
}) satisfies z.ZodType<ChatReply>;

export const keptAnswerSchema = z.strictObject({
  /** `<provider>/<model id>`, for whoever looks at the store. */
  model: z.string(),
  /** Which call was charged for it, as a hash: when it tries again, the answer is its own. */
  paidBy: z.string(),
  reply: keptReplySchema,
});

export type KeptAnswer = z.infer<typeof keptAnswerSchema>;
