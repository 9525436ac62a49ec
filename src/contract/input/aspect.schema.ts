import { z } from 'zod';
import { aspects, levels, type Aspect } from '../../preference/aspect.ts';
import { nameSchema, oneOf, quoted } from './names.schema.ts';

export const weightSchema = z.number().gt(0).max(1_000).default(1);
const namedSchema = oneOf(aspects);

const longestRubric = 8_000;
const rubricTextSchema = z
  .string()
  .refine((text) => text.trim() !== '', 'must be a text')
  .max(longestRubric, `must have at most ${longestRubric} characters`);

/** A rubric of the user's own, kept as it is written. */
const ownAspectSchema = z.strictObject({
  aspect: nameSchema.refine((name) => !aspects.includes(name as Aspect), {
    error: 'is an aspect that has a rubric here: call yours otherwise, or leave "rubric" out',
  }),
  rubric: rubricTextSchema,
  levels: z
    .strictObject(Object.fromEntries(levels.map((level) => [level, rubricTextSchema.optional()])))
    .optional(),
  notApplicable: z.union([z.boolean(), rubricTextSchema]).optional(),
  weight: weightSchema,
});

/** An aspect's name alone weighs 1. */
const weighedAspectSchema = z
  .union([namedSchema, z.strictObject({ aspect: namedSchema, weight: weightSchema })], {
    error: `must be one of ${quoted(aspects)}, or {"aspect": <one of these>, "weight": <number>}, or {"aspect": "<a name>", "rubric": "<what to rate>"}`,
  })
  .transform((given) => (typeof given === 'string' ? { aspect: given, weight: 1 } : given));

type GivenAspect = z.infer<typeof weighedAspectSchema> | z.infer<typeof ownAspectSchema>;

/** One of ours or of the user's own, told apart by its rubric so that what is wrong with it is told where it stands. */
export const aspectSchema = z.unknown().transform((given, context): GivenAspect => {
  const isOwn = typeof given === 'object' && given !== null && 'rubric' in given;
  const parsed = (isOwn ? ownAspectSchema : weighedAspectSchema).safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    for (const key of unknown ?? [undefined]) {
      const path = key === undefined ? issue.path : [...issue.path, key];
      const message = key === undefined ? issue.message : 'is not a known key';
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  }
  return z.NEVER;
});
