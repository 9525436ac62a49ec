import { z } from 'zod';
import { limits } from './limits.ts';

/** Part of the contract that this version cannot do: refused by name, never ignored. */
function notYet(what: string) {
  return z.undefined({ error: `${what} not supported yet: leave it out` }).optional();
}

const modelSchema = z
  .string()
  .regex(/^[^/\s]+\/\S+$/, 'must be "<provider>/<model id>", such as "openai/gpt-4.1-mini"');
const nameSchema = z.string().trim().min(1).max(200);
const maxTokensSchema = z.int().min(1).max(65_536).default(1024);
const temperatureSchema = z.number().min(0).max(2);

const generatorSchema = z
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

const judgeSchema = z
  .strictObject({
    model: modelSchema,
    name: nameSchema.optional(),
    aspects: z
      .tuple([z.literal('overall-rating', { error: 'only "overall-rating" is supported yet' })], {
        error: 'must be ["overall-rating"]: several aspects are not supported yet',
      })
      .default(['overall-rating']),
    orders: z.literal(1, { error: 'must be 1: several orders are not supported yet' }).default(1),
    temperature: temperatureSchema.nullable().default(0),
    maxTokens: maxTokensSchema,
  })
  .transform((judge) => ({ ...judge, name: judge.name ?? modelIdOf(judge.model) }));

const pathSchema = z.string().trim().min(1, 'must be a path');

/** The input of a run, as DESIGN's public contract has it, with its defaults filled in. */
export const runInputSchema = z
  .strictObject({
    source: z.strictObject({
      path: pathSchema.refine((path) => path.endsWith('.jsonl'), 'must be a .jsonl file'),
      hub: notYet('a Hub source is'),
      split: notYet('a split is'),
      config: notYet('a config is'),
      revision: notYet('a revision is'),
    }),
    rows: z
      .strictObject({ offset: z.int().min(0).default(0), limit: z.int().min(1).optional() })
      .default({ offset: 0 }),
    turns: z
      .union([z.literal('last'), z.strictObject({ from: z.int().min(0) })], {
        error: 'must be "last" or {"from": <first assistant turn, counted from 0>}',
      })
      .default('last'),
    generators: z.array(generatorSchema).min(1, 'needs at least one generator'),
    original: z
      .union([z.literal(false), z.strictObject({ name: nameSchema })], {
        error: 'must be {"name": "<label of the original response>"} or false',
      })
      .default({ name: 'original' }),
    judges: z
      .array(judgeSchema)
      .min(1, 'needs a judge')
      .max(1, 'must be one judge: several judges are not supported yet'),
    pairing: z
      .strictObject({
        minMargin: z.number().min(0).max(4).default(0),
        rejected: z.literal('lowest', { error: 'only "lowest" is supported yet' }).default('lowest'),
      })
      .default({ minMargin: 0, rejected: 'lowest' }),
    seed: z.int().min(0).default(42),
    output: z.strictObject({
      path: pathSchema,
      formats: z
        .array(z.literal('jsonl', { error: 'only "jsonl" is supported yet' }))
        .min(1)
        .default(['jsonl']),
    }),
    limits: z
      .strictObject({
        rowsInFlight: z.int().min(1).max(10_000).default(100),
        budgetUsd: notYet('a budget is'),
        /** Of at least twenty rows; more ends the run early, with what was finished. */
        maxFailedRowShare: z.number().min(0).max(1).default(0.1),
      })
      .default({ rowsInFlight: 100, maxFailedRowShare: 0.1 }),
  })
  .superRefine((input, context) => {
    for (const problem of candidateProblems(input)) context.addIssue({ code: 'custom', ...problem });
  });

export type RunInput = z.infer<typeof runInputSchema>;
export type Generator = RunInput['generators'][number];
export type Judge = RunInput['judges'][number];

export type ParsedRunInput = { input: RunInput } | { problems: string[] };

/** Parses what a run was started with; all problems at once, each with its place. */
export function parseRunInput(value: unknown): ParsedRunInput {
  if (value === undefined || value === null) {
    return { problems: ['there is none: start the workflow with --input-file <input.json> (see examples/)'] };
  }
  const parsed = runInputSchema.safeParse(value);
  if (parsed.success) return { input: parsed.data };
  return { problems: parsed.error.issues.flatMap(describeIssue) };
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  const within = place.replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${within ? `${within}.` : ''}${key}: is not a known key`);
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const message = missing ? 'is missing' : issue.message;
  return [within ? `${within}: ${message}` : message];
}

interface Candidates {
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; samples: number; maxTokens: number }[];
  original: false | { name: string };
}

function candidateProblems({ generators, original }: Candidates) {
  const names = [...generators.flatMap(({ name }) => name ?? []), ...(original ? [original.name] : [])];
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const count = generators.reduce((sum, { samples }) => sum + samples, original ? 1 : 0);
  const tokens = generators.reduce((sum, { samples, maxTokens }) => sum + samples * maxTokens, 0);
  const mostTokens = Math.floor(limits.candidateBytes / limits.bytesPerToken);
  return [
    ...repeated.map((name) => ({
      path: ['generators'],
      message: `two candidates would be called "${name}": give each a "name" of its own`,
    })),
    ...(count < 2
      ? [
          {
            path: ['generators'],
            message: 'one candidate makes no pair: add a generator, samples or the original',
          },
        ]
      : []),
    ...(count > limits.candidates
      ? [{ path: ['generators'], message: `${count} candidates a row: at most ${limits.candidates}` }]
      : []),
    ...(tokens > mostTokens
      ? [
          {
            path: ['generators'],
            message: `samples × maxTokens add up to ${tokens} tokens a row: at most ${mostTokens}, which a judge can be sent`,
          },
        ]
      : []),
  ];
}

function modelIdOf(model: string): string {
  return model.slice(model.indexOf('/') + 1);
}
