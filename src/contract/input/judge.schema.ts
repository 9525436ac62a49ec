import { z } from 'zod';
import { aspects, defaultAspect } from '../../preference/aspect.ts';
import { limits } from '../limits.ts';
import {
  maxTokensSchema,
  modelIdOf,
  modelSchema,
  nameSchema,
  oneOf,
  quoted,
  reuseSchema,
  temperatureSchema,
  visionSchema,
} from './names.schema.ts';
import { requestOptionSchemas } from './request-options.schema.ts';

const weightSchema = z.number().gt(0).max(1_000).default(1);
const aspectSchema = oneOf(aspects);

/** An aspect's name alone weighs 1. */
const weighedAspectSchema = z
  .union([aspectSchema, z.strictObject({ aspect: aspectSchema, weight: weightSchema })], {
    error: `must be one of ${quoted(aspects)}, or {"aspect": <one of these>, "weight": <number>}`,
  })
  .transform((given) => (typeof given === 'string' ? { aspect: given, weight: 1 } : given));

/** A model that rates: under which aspects, in how many orders, with what weight in the jury. */
export const judgeSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    weight: weightSchema,
    aspects: z
      .array(weighedAspectSchema)
      .min(1, 'needs an aspect')
      .refine(
        (given) => new Set(given.map(({ aspect }) => aspect)).size === given.length,
        'names an aspect twice',
      )
      .default([{ aspect: defaultAspect, weight: 1 }]),
    orders: z.int().min(1).max(limits.orders).default(1),
    temperature: temperatureSchema.nullable().default(0),
    maxTokens: maxTokensSchema,
    ...requestOptionSchemas,
    vision: visionSchema,
    reuse: reuseSchema,
  })
  .transform((judge) => ({ ...judge, name: judge.name ?? modelIdOf(judge.model) }));
