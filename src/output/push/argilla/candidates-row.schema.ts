import { z } from 'zod';

/** The columns of `candidates` that a record is made of. */
export const candidatesRowSchema = z.object({
  row_id: z.string(),
  source: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  generations: z.array(z.string().nullable()),
  generation_models: z.array(z.string()),
  ratings: z.array(z.number().nullable()),
  rationales: z.array(z.string().nullable()),
  /** Empty for a candidate that has its text. */
  losses: z.array(z.string()),
  chosen_index: z.int().nullable(),
  rejected_index: z.int().nullable(),
  tiers: z.array(z.string()).optional(),
  delta_chosen_index: z.int().nullish(),
  delta_rejected_index: z.int().nullish(),
});

export type CandidatesRow = z.infer<typeof candidatesRowSchema>;
