import { z } from 'zod';
import {
  maxTokensSchema,
  modelIdOf,
  modelSchema,
  nameSchema,
  reuseSchema,
  temperatureSchema,
} from './names.schema.ts';

/** Whether an answer may, may not or must call a tool, where its row has tools; or which it must call. */
const toolChoiceSchema = z.union(
  [z.enum(['auto', 'none', 'required']), z.strictObject({ name: z.string().min(1).max(128) })],
  { error: 'must be "auto", "none", "required" or {"name": "<tool>"}' },
);

export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** A model that answers, and with which settings. */
export const generatorSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    /** Left out or null, the provider's. */
    temperature: temperatureSchema.nullish(),
    topP: z.number().gt(0).max(1).optional(),
    maxTokens: maxTokensSchema,
    systemPrompt: z.string().trim().min(1).max(32_000).optional(),
    toolChoice: toolChoiceSchema.optional(),
    samples: z.int().min(1).max(16).default(1),
    reuse: reuseSchema,
  })
  .transform((generator) => ({ ...generator, name: generator.name ?? modelIdOf(generator.model) }));

/** How the preserved response is called; false leaves it out. */
export const originalSchema = z
  .union([z.literal(false), z.strictObject({ name: nameSchema })], {
    error: 'must be {"name": "<label of the original response>"} or false',
  })
  .default({ name: 'original' });
