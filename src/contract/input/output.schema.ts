import { z } from 'zod';
import { pathSchema } from './names.schema.ts';

/** Where the dataset goes, and in which formats. */
export const outputSchema = z.strictObject({
  path: pathSchema,
  formats: z
    .array(z.literal('jsonl', { error: 'only "jsonl" is supported yet' }))
    .min(1)
    .default(['jsonl']),
});
