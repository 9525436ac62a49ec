import { z } from 'zod';

const text = z.string().nullable();
const place = z.int().nullable();

const callSchema = z.object({
  step: z.string(),
  model: z.string(),
  reported_model: z.string(),
  candidates: z.array(z.int()),
  judge: z.string(),
  aspect: z.string(),
  ask: z.int(),
  request: z.string(),
  answer: z.string(),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
});

export type AuditedCall = z.infer<typeof callSchema>;

/** Of a row of `candidates`, what an audit looks at. */
export const auditedRowSchema = z.object({
  row_id: z.string(),
  generations: z.array(text),
  generation_models: z.array(z.string()),
  /** JSON text, empty for one that calls nothing. */
  generation_tool_calls: z.array(z.string()).optional(),
  ratings: z.array(z.number().nullable()),
  losses: z.array(z.string()),
  judge_losses: z.array(z.string()),
  chosen_index: place,
  rejected_index: place,
  judgements: z.array(
    z.object({
      judge: z.string(),
      aspect: z.string(),
      order: z.array(z.int()),
      ratings: z.array(z.number().nullable()),
      rationales: z.array(text),
    }),
  ),
  calls: z.array(callSchema, 'was published by a build that did not keep its calls'),
});

export type AuditedRow = z.infer<typeof auditedRowSchema>;

export const droppedReasonSchema = z.object({ row_id: z.string(), reason: z.string(), detail: z.string() });
