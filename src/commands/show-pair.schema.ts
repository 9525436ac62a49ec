import { z } from 'zod';

const conversationSchema = z.array(z.object({ role: z.string(), content: z.string() }));

export const shownPairSchema = z.object({
  row_id: z.string(),
  chosen: conversationSchema,
  chosen_model: z.string(),
  chosen_rating: z.number().nullable(),
  rejected: conversationSchema,
  rejected_model: z.string(),
  rejected_rating: z.number().nullable(),
});

export type ShownPair = z.infer<typeof shownPairSchema>;
