import { z } from 'zod';
import { aspectForms, defaultAspect, type Aspect } from './aspect.ts';
import { readJudgeProse } from './judge-reply-text.ts';
import type { Verdicts } from './judgement.ts';
import { textKey } from './ultrafeedback-prompt.ts';
import { withoutThinking } from './without-thinking.ts';

const ratingSchema = z.literal([1, 2, 3, 4, 5]);
const ratingOrNotApplicableSchema = z.union([ratingSchema, z.literal('N/A')]);

/** Keys in the order in which a server makes the judge write: whatever leads to the rating comes before it. */
function verdictSchema(aspect: Aspect) {
  const { notApplicable, types } = aspectForms[aspect];
  return z.strictObject({
    ...(types
      ? { type: z.array(z.literal(types.map((_, place) => place + 1))), type_rationale: z.string() }
      : {}),
    rationale: z.string(),
    rating: notApplicable ? ratingOrNotApplicableSchema : ratingSchema,
  });
}

interface ReadVerdict {
  type?: number[] | null | undefined;
  type_rationale?: string | null | undefined;
  rationale: string;
  rating: z.infer<typeof ratingOrNotApplicableSchema>;
}

/** As it is read. Types are a remark beside the rating: one that can't be read is left out, and costs no verdict. */
function readVerdictSchema(aspect: Aspect): z.ZodType<ReadVerdict> {
  const { notApplicable, types } = aspectForms[aspect];
  const schema = z.strictObject({
    rationale: z.string(),
    rating: notApplicable ? ratingOrNotApplicableSchema : ratingSchema,
  });
  if (types === null) return schema;
  return schema.extend({
    type: z.array(z.int().min(1).max(types.length)).nullable().catch(null),
    type_rationale: z.string().nullable().catch(null),
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
  aspect: Aspect = defaultAspect,
): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(keyed(verdictSchema(aspect), textCount));
  return schema;
}

export type ParsedJudgeReply = Verdicts | { problem: string };

/**
 * Reads a judge's reply: its JSON, also between prose or in a code fence, or else the same in plain text. Anything
 * short of one rating per text, each beyond doubt, is a problem.
 */
export function parseJudgeReply(
  text: string,
  textCount: number,
  aspect: Aspect = defaultAspect,
): ParsedJudgeReply {
  const reply = withoutThinking(text);
  const json = jsonObjectIn(reply);
  const asJson = json === undefined ? noJson : parseVerdicts(json, textCount, aspect);
  if (!('problem' in asJson)) return repeatedKey(reply, textCount) ?? asJson;
  if (/"text_\d+"\s*:/.test(reply)) return asJson;
  const asProse = readJudgeProse(reply, textCount, aspect);
  if (!('problem' in asProse)) return asProse;
  return /\b(?:rating|score)\b.{0,5}[:=]/i.test(reply) ? asProse : asJson;
}

const noJson = { problem: 'no JSON object in the reply' };

function parseVerdicts(json: unknown, textCount: number, aspect: Aspect): ParsedJudgeReply {
  const parsed = keyed(readVerdictSchema(aspect), textCount).safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    return { problem: `${place}${issue?.message ?? 'the JSON has another form'}` };
  }
  const verdicts = Array.from({ length: textCount }, (_, place) => parsed.data[textKey(place)]).flatMap(
    (verdict) => verdict ?? [],
  );
  return {
    ratings: verdicts.map(({ rating }) => (rating === 'N/A' ? null : rating)),
    rationales: verdicts.map(({ rationale }) => rationale),
    ...(aspectForms[aspect].types
      ? {
          types: verdicts.map(({ type }) => type ?? null),
          typeRationales: verdicts.map((verdict) => verdict.type_rationale ?? null),
        }
      : {}),
  };
}

/** JSON.parse keeps the last of two equal keys, which would be a guess. Inside a string a key's quotes are escaped. */
function repeatedKey(reply: string, textCount: number): { problem: string } | undefined {
  const keys = [...reply.matchAll(/"(text_\d+|rating)"\s*:/g)].map(([, key]) => key);
  return keys.length > 2 * textCount ? { problem: 'the JSON gives a key twice' } : undefined;
}

function jsonObjectIn(text: string): unknown {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1)) as unknown;
  } catch {
    return undefined; // Not JSON is an expected reply, which the judge is asked to give again.
  }
}
