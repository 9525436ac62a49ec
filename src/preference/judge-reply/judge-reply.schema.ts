import { z } from 'zod';
import { aspectForm, defaultAspect, type AskedAspect } from '../aspect.ts';
import { textKey } from '../ultrafeedback-prompt.ts';

const ratingSchema = z.literal([1, 2, 3, 4, 5]);
const ratingOrNotApplicableSchema = z.union([ratingSchema, z.literal('N/A')]);

/** Keys in the order in which a server makes the judge write: whatever leads to the rating comes before it. */
function verdictSchema(aspect: AskedAspect) {
  const { notApplicable, types } = aspectForm(aspect);
  return z.strictObject({
    ...(types
      ? { type: z.array(z.literal(types.map((_, place) => place + 1))), type_rationale: z.string() }
      : {}),
    rationale: z.string(),
    rating: notApplicable ? ratingOrNotApplicableSchema : ratingSchema,
  });
}

/** Exactly one verdict per text shown, keyed by the text's name: fixed keys are what every server can enforce. */
function keyed<Verdict extends z.ZodType>(verdict: Verdict, textCount: number) {
  return z.strictObject(
    Object.fromEntries(Array.from({ length: textCount }, (_, place) => [textKey(place), verdict])),
  );
}

/** The JSON Schema sent to a judge; rationale first, so that the rating follows from it. */
export function judgeReplyJsonSchema(
  textCount: number,
  aspect: AskedAspect = defaultAspect,
): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(keyed(verdictSchema(aspect), textCount));
  return schema;
}
