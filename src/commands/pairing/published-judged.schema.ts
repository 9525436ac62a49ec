import { z } from 'zod';
import type { CallColumns } from '../../preference/call-columns.ts';

export const droppedRowSchema = z.object({ row_id: z.string(), reason: z.string(), detail: z.string() });

/** What a row of `candidates` has beside its conversation and its answers; absent, empty or null where it has none. */
export const besideAnswersSchema = z.object({
  calls: z.array(z.unknown()).transform((calls) => calls as CallColumns[]),
  judge_losses: z.array(z.string()).nullish(),
  system_prompts: z.array(z.string()).nullish(),
  temperatures: z
    .array(
      z
        .number()
        .nullish()
        .transform((value) => value ?? null),
    )
    .nullish(),
});
