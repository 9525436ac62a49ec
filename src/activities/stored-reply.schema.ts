import { z } from 'zod';
import { toolCallSchema } from '../preference/conversation.schema.ts';
import type { ChatReply } from '../models/chat-model.ts';

const count = z.int().nonnegative();

/** A reply as the response store keeps it. */
export const storedReplySchema = z.strictObject({
  text: z.string(),
  toolCalls: z.array(toolCallSchema).optional(),
  finishReason: z.enum(['stop', 'length', 'refusal', 'content_filter', 'other']),
  usage: z.strictObject({ promptTokens: count, completionTokens: count }),
}) satisfies z.ZodType<ChatReply>;
