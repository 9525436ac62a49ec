import { z } from 'zod';
import { furtherConfigs, steadyConfigs } from '../../preference/config-features.ts';
import { thoughtFields, type ToldThoughts } from '../../preference/thoughts/told-thoughts.ts';
import { nameSchema, oneOf, pathSchema, quoted } from './names.schema.ts';
import { pushSchema } from './push.schema.ts';

/** What data files are written as. */
export const fileFormats = ['parquet', 'jsonl'] as const;

export type FileFormat = (typeof fileFormats)[number];

/** `field` alone is the one that most chat templates read. */
const reasoningSchema = z
  .union([z.enum(['omit', 'field', 'tags']), z.strictObject({ field: z.enum(thoughtFields) })], {
    error:
      'must be "omit", "field" or "tags", or {"field": "thinking"} for chat templates that read that one, such as gpt-oss\'s',
  })
  .transform((given): ToldThoughts => (given === 'field' ? { field: 'reasoning_content' } : given))
  .default('omit');
const testForm = 'must be a share such as 0.02, or a whole number of pairs';

const thresholdSchema = z.number().min(1).max(5);

/** Where the dataset goes, in which formats, and what its card cannot know by itself. */
export const outputSchema = z.strictObject({
  path: pathSchema,
  formats: z
    .array(oneOf(fileFormats))
    .min(1, 'needs a format')
    .refine((given) => new Set(given).size === given.length, 'names a format twice')
    .default([...fileFormats]),
  kto: z
    .strictObject({ desirable: thresholdSchema.default(4), undesirable: thresholdSchema.default(2) })
    .refine(({ desirable, undesirable }) => undesirable < desirable, 'needs "undesirable" below "desirable"')
    .prefault({}),
  /** How thoughts stand beside the answers that trainers read; `candidates` has them in any case. */
  reasoning: reasoningSchema,
  /** As the Hub abbreviates licences; for the source's own where it states one. */
  license: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.+-]{0,63}$/,
      'must be an identifier of the Hub, such as "apache-2.0" or "cc-by-4.0"',
    )
    .optional(),
  /** What is published beside the configs that every run has. */
  configs: z
    .array(
      z.enum(furtherConfigs, {
        error: ({ input }) =>
          steadyConfigs.some((config) => config === input)
            ? `"${String(input)}" is always published; further ones are ${quoted(furtherConfigs)}`
            : `must be one of ${quoted(furtherConfigs)}`,
      }),
    )
    .refine((given) => new Set(given).size === given.length, 'names a config twice')
    .optional(),
  /** Whole conversations held out of training: their share, or how many pairs they make. */
  test: z
    .number(testForm)
    .refine((given) => (given > 0 && given < 1) || (given >= 1 && Number.isInteger(given)), testForm)
    .optional(),
  /** A model of the Hub, or a `tokenizer.json` under DATA_DIR: what lengths are counted with. */
  tokenizer: nameSchema.optional(),
  push: pushSchema.optional(),
});
