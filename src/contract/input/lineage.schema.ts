import { z } from 'zod';
import { oneOf, pathSchema } from './names.schema.ts';

/** What a run that is made again may have of its own; `dropped`: it makes those rows alone, beside the earlier run's others. */
export const changeNames = ['judges', 'pairing', 'rows', 'dropped'] as const;

/** The run whose input a run was made of; put there by `npm run rerun`, and copied into `run.json` and the card. */
export const lineageSchema = z
  .strictObject({
    workflowId: z.string().min(1),
    /** Of its first execution, as its own `run.json` has it. */
    runId: z.string().min(1),
    change: z.array(oneOf(changeNames)),
    /** Where its dataset is, whose rows this run's are added to. */
    output: pathSchema.optional(),
  })
  .refine(({ change, output }) => change.includes('dropped') === (output !== undefined), {
    path: ['output'],
    error: 'goes with "dropped" in "change", and only with it: npm run rerun writes both',
  });

export type Lineage = z.infer<typeof lineageSchema>;
