import { z } from 'zod';
import { oneOf } from './names.schema.ts';

/** What a run that is made again may have of its own. */
export const changeNames = ['judges', 'pairing', 'rows'] as const;

/** The run whose input a run was made of; put there by `npm run rerun`, and copied into `run.json` and the card. */
export const lineageSchema = z.strictObject({
  workflowId: z.string().min(1),
  /** Of its first execution, as its own `run.json` has it. */
  runId: z.string().min(1),
  change: z.array(oneOf(changeNames)),
});

export type Lineage = z.infer<typeof lineageSchema>;
