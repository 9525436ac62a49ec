import { z } from 'zod';
import { toolCallSchema } from '../../preference/conversation.schema.ts';

/** A number as Parquet or JSON gives it. */
const count = z.union([z.number(), z.bigint()]).transform(Number);
const places = z.array(count);
const texts = z.array(
  z
    .string()
    .nullish()
    .transform((text) => text ?? null),
);

/** What a row of `candidates` says of its answers; columns that this release does not know are passed over. */
export const publishedAnswersSchema = z.object({
  row_id: z.string(),
  generations: texts,
  generation_models: z.array(z.string()),
  generation_tool_calls: z.array(z.string()).nullish(),
  finish_reasons: z.array(z.string()),
  losses: z.array(z.string()),
  prompt_tokens: z.array(count),
  completion_tokens: z.array(count),
  reasonings: z.array(z.string()).nullish(),
  reasoning_tokens: z.array(count).nullish(),
  judgements: z.array(
    z.object({
      judge: z.string(),
      aspect: z.string(),
      order: places,
      ratings: z.array(count.nullish().transform((rating) => rating ?? null)),
      rationales: texts,
      types: z.array(places.nullish().transform((types) => types ?? null)).nullish(),
      type_rationales: texts.nullish(),
    }),
  ),
});

export const toolCallsSchema = z.array(toolCallSchema);
