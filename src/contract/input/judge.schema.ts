import { z } from 'zod';
import { defaultAspect } from '../../preference/aspect.ts';
import { limits } from '../limits.ts';
import { aspectSchema, weightSchema } from './aspect.schema.ts';
import {
  maxTokensSchema,
  modelIdOf,
  modelSchema,
  nameSchema,
  reuseSchema,
  temperatureSchema,
  visionSchema,
} from './names.schema.ts';
import { requestOptionSchemas } from './request-options.schema.ts';

/** A model that rates: under which aspects, in how many orders, with what weight in the jury. */
export const judgeSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    weight: weightSchema,
    aspects: z
      .array(aspectSchema)
      .min(1, 'needs an aspect')
      .refine(
        (given) => new Set(given.map(({ aspect }) => aspect)).size === given.length,
        'names an aspect twice',
      )
      .default([{ aspect: defaultAspect, weight: 1 }]),
    /** What the judge is shown to compare with: the response of the source. */
    reference: z.literal('original', 'must be "original"').optional(),
    orders: z.int().min(1).max(limits.orders).default(1),
    temperature: temperatureSchema.nullable().default(0),
    maxTokens: maxTokensSchema,
    ...requestOptionSchemas,
    vision: visionSchema,
    reuse: reuseSchema,
  })
  .transform((judge) => ({ ...judge, name: judge.name ?? modelIdOf(judge.model) }));
