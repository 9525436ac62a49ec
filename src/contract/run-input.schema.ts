import { z } from 'zod';
import type { AskedGenerator as Asked } from '../preference/asked-samples.ts';
import { wellFormed } from '../preference/well-formed.ts';
import { candidatesSchema } from './input/candidates.schema.ts';
import { generatorSchema, originalSchema } from './input/generator.schema.ts';
import { contrastProblems } from './input/contrast-problems.ts';
import { candidateProblems, judgeProblems, outputProblems, pairingProblems } from './input/input-problems.ts';
import { judgeSchema } from './input/judge.schema.ts';
import { lineageSchema } from './input/lineage.schema.ts';
import { nameSchema, reuseSchema } from './input/names.schema.ts';
import { poolProblems } from './input/pool-problems.ts';
import { outputSchema } from './input/output.schema.ts';
import { pairingSchema } from './input/pairing.schema.ts';
import { runLimitsSchema } from './input/run-limits.schema.ts';
import { rowsSchema, sourceSchema, turnsSchema } from './input/source.schema.ts';
import { unknownKey, wordsOf } from './input/issue-words.ts';
import { visionProblems } from './input/vision-problems.ts';
import { withoutSchemaKey } from './input/without-schema-key.ts';

const judgesSchema = z.array(judgeSchema);

/** The input of a run, as DESIGN's public contract has it, with its defaults filled in. */
export const runInputSchema = inputSchema(judgesSchema.min(1, 'needs a judge'));

/** The same of a run that makes pairs without judging: its judges are left out, given or not, and nobody asks them. */
const unjudgedInputSchema = inputSchema(judgesSchema.default([]).transform((judges) => judges.slice(0, 0)));

const withoutJudgingSchema = z.looseObject({ pairing: z.looseObject({ signal: z.literal('delta') }) });

function inputSchema(judges: z.ZodType<z.infer<typeof judgesSchema>>) {
  return z
    .strictObject({
      /** How lists call the run; its workflow id where there is none. */
      name: nameSchema.optional(),
      source: sourceSchema,
      rows: rowsSchema,
      turns: turnsSchema,
      /** None where the rows hold the candidates. */
      generators: z.array(generatorSchema),
      candidates: candidatesSchema,
      original: originalSchema,
      judges,
      pairing: pairingSchema,
      seed: z.int().min(0).default(42),
      reuse: reuseSchema,
      output: outputSchema,
      limits: runLimitsSchema,
      from: lineageSchema.optional(),
    })
    .superRefine((input, context) => {
      const problems = [
        ...candidateProblems(input),
        ...poolProblems(input),
        ...contrastProblems(input),
        ...judgeProblems(input),
        ...pairingProblems(input),
        ...outputProblems(input),
        ...visionProblems(input),
      ];
      for (const problem of problems) {
        context.addIssue({ code: 'custom', ...problem });
      }
    });
}

export type RunInput = z.infer<typeof runInputSchema>;
export type Generator = RunInput['generators'][number];
/** With what was drawn for one sample of it. */
export type AskedGenerator = Asked<Generator>;
export type Judge = RunInput['judges'][number];

export type ParsedRunInput = { input: RunInput } | { problems: string[] };

/** Parses what a run was started with; all problems at once, each with its place. */
export function parseRunInput(value: unknown): ParsedRunInput {
  if (value === undefined || value === null) {
    return { problems: ['there is none: start the workflow with --input-file <input.json> (see examples/)'] };
  }
  const schema = withoutJudgingSchema.safeParse(value).success ? unjudgedInputSchema : runInputSchema;
  const parsed = schema.safeParse(withoutSchemaKey(wellFormed(value)));
  if (parsed.success) return { input: parsed.data };
  return { problems: parsed.error.issues.flatMap(describeIssue) };
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  const within = place.replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${within ? `${within}.` : ''}${key}: ${unknownKey(key)}`);
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const message = missing ? 'is missing' : wordsOf(issue);
  return [within ? `${within}: ${message}` : message];
}
