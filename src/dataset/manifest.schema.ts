import { z } from 'zod';

/** The part of `run.json` by which a folder is known to belong to a run. */
export const outputClaimSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  state: z.enum(['unfinished', 'partial', 'complete']),
});

export type OutputClaim = z.infer<typeof outputClaimSchema>;
