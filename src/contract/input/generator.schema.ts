import { z } from 'zod';
import { tiers } from '../../preference/draw-generators.ts';
import { systemPromptsSchema } from './candidates.schema.ts';
import {
  maxTokensSchema,
  modelIdOf,
  modelSchema,
  nameSchema,
  oneOf,
  reuseSchema,
  temperatureSchema,
  visionSchema,
} from './names.schema.ts';
import { requestOptionSchemas } from './request-options.schema.ts';

/** Whether an answer may, may not or must call a tool, where its row has tools; or which it must call. */
const toolChoiceSchema = z.union(
  [z.enum(['auto', 'none', 'required']), z.strictObject({ name: z.string().min(1).max(128) })],
  { error: 'must be "auto", "none", "required" or {"name": "<tool>"}' },
);

export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** One for all answers, or a range from which each answer's is drawn. */
const temperaturesSchema = z
  .union([temperatureSchema, z.tuple([temperatureSchema, temperatureSchema])], {
    error: 'must be a number from 0 to 2, or a range of them, such as [0.2, 1.2]',
  })
  .refine((given) => typeof given === 'number' || given[0] < given[1], {
    error: 'must be a range from the lower to the higher temperature',
  });

/** A model that answers, and with which settings. */
export const generatorSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    /** Left out or null, the provider's. */
    temperature: temperaturesSchema.nullish(),
    topP: z.number().gt(0).max(1).optional(),
    maxTokens: maxTokensSchema,
    systemPrompt: z.string().trim().min(1).max(32_000).optional(),
    systemPrompts: systemPromptsSchema.optional(),
    toolChoice: toolChoiceSchema.optional(),
    ...requestOptionSchemas,
    vision: visionSchema,
    samples: z.int().min(1).max(16).default(1),
    reuse: reuseSchema,
    tier: oneOf(tiers).optional(),
    weight: z.number().gt(0).max(1_000).default(1),
  })
  .refine(({ systemPrompt, systemPrompts }) => systemPrompt === undefined || systemPrompts === undefined, {
    path: ['systemPrompts'],
    message: 'takes the place of "systemPrompt": give one of the two',
  })
  .transform((generator) => ({ ...generator, name: generator.name ?? modelIdOf(generator.model) }));

/** How the preserved response is called; false leaves it out. */
export const originalSchema = z
  .union([z.literal(false), z.strictObject({ name: nameSchema, tier: oneOf(tiers).optional() })], {
    error:
      'must be {"name": "<label of the original response>"}, with "tier": "strong" or "weak" if need be, or false',
  })
  .default({ name: 'original' });
