import { z } from 'zod';
import { maxTokensSchema, modelIdOf, modelSchema, nameSchema, temperatureSchema } from './names.schema.ts';

/** A model that answers, and with which settings. */
export const generatorSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    temperature: temperatureSchema.optional(),
    topP: z.number().gt(0).max(1).optional(),
    maxTokens: maxTokensSchema,
    systemPrompt: z.string().trim().min(1).max(32_000).optional(),
    samples: z.int().min(1).max(16).default(1),
  })
  .transform((generator) => ({ ...generator, name: generator.name ?? modelIdOf(generator.model) }));

/** How the preserved response is called; false leaves it out. */
export const originalSchema = z
  .union([z.literal(false), z.strictObject({ name: nameSchema })], {
    error: 'must be {"name": "<label of the original response>"} or false',
  })
  .default({ name: 'original' });
