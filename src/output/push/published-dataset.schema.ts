import { z } from 'zod';
import { tiers } from '../../preference/draw-generators.ts';

/** Inside the output: `run.json` may come from anywhere when a folder is pushed by hand. */
const publishedPath = z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'must be a path inside the output');

/** The part of `run.json` that pushing relies on. */
export const publishedRunSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['partial', 'complete']),
  simulated: z.boolean(),
  files: z
    .array(z.object({ config: z.string(), path: publishedPath, bytes: z.int(), sha256: z.string() }))
    .min(1),
  input: z.object({
    generators: z.array(z.object({ name: z.string(), samples: z.int(), tier: z.enum(tiers).optional() })),
    candidates: z.object({ perRow: z.int().optional(), always: z.array(z.string()) }).optional(),
    original: z.union([z.literal(false), z.object({ name: z.string() })]),
    judges: z.array(z.object({ name: z.string() })),
  }),
});

export type PublishedRun = z.infer<typeof publishedRunSchema>;
