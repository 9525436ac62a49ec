import { z } from 'zod';
import type { ChatReply } from '../models/chat-model.ts';

const count = z.int().nonnegative();

/** A reply as the response store keeps it. */
export const storedReplySchema = z.strictObject({
  text: z.string(),
  finishReason: z.enum(['stop', 'length', 'refusal', 'content_filter', 'other']),
  usage: z.strictObject({ promptTokens: count, completionTokens: count }),
}) satisfies z.ZodType<ChatReply>;
