import { z } from 'zod';
import { configNames } from '../preference/config-features.ts';
import { fileFormats } from '../contract/input/output.schema.ts';

/** The part of `run.json` by which a folder is known to belong to a run. */
export const outputClaimSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['unfinished', 'partial', 'complete']),
});

export type OutputClaim = z.infer<typeof outputClaimSchema>;

/** The part of `run.json` by which the data files of a finished run are found. */
export const publishedFilesSchema = z.object({
  files: z.array(
    z.object({
      config: z.enum(configNames),
      format: z.enum(fileFormats),
      path: z.string(),
      rows: z.int(),
      sha256: z.string(),
    }),
  ),
});

const count = z.int().nonnegative();

/** The part of `run.json` that a finished dataset is checked against. */
export const finishedManifestSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['partial', 'complete']),
  /** Whether a row may give two pairs. */
  input: z.object({ pairing: z.object({ signal: z.string().optional() }).optional() }).optional(),
  counts: z.object({ rows: count, pairs: count, dropped: z.record(z.string(), count) }),
  files: z.array(
    z.object({
      config: z.string(),
      format: z.string(),
      path: z.string(),
      rows: count,
      bytes: count,
      sha256: z.string(),
    }),
  ),
});

export type FinishedManifest = z.infer<typeof finishedManifestSchema>;
