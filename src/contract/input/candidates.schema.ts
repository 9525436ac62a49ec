import { z } from 'zod';
import { nameSchema } from './names.schema.ts';

/** Short enough that all that are drawn for a row fit beside its answers. */
const longestDrawnPrompt = 2_000;

/** Of which one is drawn for each candidate. */
export const systemPromptsSchema = z
  .array(
    z
      .string()
      .trim()
      .min(1, 'must be a system prompt')
      .max(longestDrawnPrompt, `must have at most ${longestDrawnPrompt} characters`),
  )
  .min(1, 'needs a system prompt')
  .max(100, 'must have at most 100 system prompts')
  .refine((given) => new Set(given).size === given.length, 'has a system prompt twice');

/** How many of the generators answer each row, which of them always, and under which instructions. */
export const candidatesSchema = z
  .strictObject({
    perRow: z.int().min(1).optional(),
    always: z
      .array(nameSchema)
      .refine((given) => new Set(given).size === given.length, 'has a name twice')
      .default([]),
    systemPrompts: systemPromptsSchema.optional(),
  })
  .refine(({ perRow, always }) => perRow !== undefined || always.length === 0, {
    path: ['always'],
    message: 'goes with "perRow": without it every generator answers every row',
  })
  .optional();
