import { z } from 'zod';
import { configNames } from '../preference/config-features.ts';
import { tiers } from '../preference/draw-generators.ts';
import { lineageSchema } from '../contract/input/lineage.schema.ts';
import type { Source } from '../contract/run.ts';
import { fileFormats } from '../contract/input/output.schema.ts';

/** The part of `run.json` by which a folder is known to belong to a run. */
export const outputClaimSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['unfinished', 'partial', 'complete']),
});

export type OutputClaim = z.infer<typeof outputClaimSchema>;

const count = z.int().nonnegative();

/** Inside the output: `run.json` may come from anywhere. */
const publishedPath = z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'must be a path inside the output');

const fileSchema = z.object({
  config: z.enum(configNames),
  format: z.enum(fileFormats),
  path: publishedPath,
  rows: count,
  bytes: count,
  sha256: z.string(),
});

/** What is relied on of where rows came from; the rest is as it was written. */
const sourceSchema = z.looseObject({ name: z.string() });

/** Of the run's whole input, what is relied on; `parseRunInput` reads all of it. */
const inputSchema = z.looseObject({
  generators: z.array(z.looseObject({ name: z.string(), samples: z.int(), tier: z.enum(tiers).optional() })),
  candidates: z.looseObject({ perRow: z.int().optional(), always: z.array(z.string()) }).optional(),
  original: z.union([z.literal(false), z.looseObject({ name: z.string() })]),
  judges: z.array(z.looseObject({ name: z.string() })),
  /** How many pairs a row may give. */
  pairing: z
    .looseObject({
      signal: z.string().optional(),
      rejected: z.string().optional(),
      maxPairs: z.int().optional(),
    })
    .optional(),
});

const tokenPricesSchema = z.object({
  promptUsdPerMillion: z.number(),
  cachedUsdPerMillion: z.number().optional(),
  cacheWriteUsdPerMillion: z.number().optional(),
  completionUsdPerMillion: z.number(),
  reasoningUsdPerMillion: z.number().optional(),
});

const modelPriceSchema = tokenPricesSchema.extend({
  lanes: z.record(z.string(), tokenPricesSchema).optional(),
  source: z.string().optional(),
});

/** `run.json` of a dataset that is finished: who made it, from what, with which settings, and what came out. */
export const finishedManifestSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['partial', 'complete']),
  partial: z.string().nullable().optional(),
  simulated: z.boolean(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  application: z
    .object({ name: z.string(), version: z.string(), commit: z.string().nullable(), node: z.string() })
    .optional(),
  source: z.custom<Source>((value) => sourceSchema.safeParse(value).success).optional(),
  from: lineageSchema.optional(),
  input: inputSchema,
  /** By aspect: hashes of what judges were asked. */
  prompts: z.record(z.string(), z.string()).optional(),
  counts: z.object({ rows: count, pairs: count, dropped: z.record(z.string(), count) }),
  usage: z.record(z.string(), z.object({ calls: count, costUsd: z.number().nullable() })).optional(),
  reportedModels: z.record(z.string(), z.record(z.string(), count)).optional(),
  costUsd: z.number().nullable().optional(),
  unpriced: z.array(z.string()).optional(),
  estimated: z.array(z.string()).optional(),
  lossyModels: z.array(z.object({ model: z.string(), calls: count, lost: count })).optional(),
  prices: z.record(z.string(), modelPriceSchema).optional(),
  /** The report's numbers. */
  quality: z.unknown().optional(),
  card: z.string().optional(),
  report: z.string().optional(),
  files: z.array(fileSchema).min(1, 'must list the data files'),
});

export type FinishedManifest = z.infer<typeof finishedManifestSchema>;
