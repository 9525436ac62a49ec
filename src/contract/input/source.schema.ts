import { z } from 'zod';
import { notYet, pathSchema } from './names.schema.ts';

/** Where the conversations come from. */
export const sourceSchema = z.strictObject({
  path: pathSchema.refine((path) => path.endsWith('.jsonl'), 'must be a .jsonl file'),
  hub: notYet('a Hub source is'),
  split: notYet('a split is'),
  config: notYet('a config is'),
  revision: notYet('a revision is'),
});

/** Which rows of the source a run takes. */
export const rowsSchema = z
  .strictObject({ offset: z.int().min(0).default(0), limit: z.int().min(1).optional() })
  .default({ offset: 0 });

/** Which responses of a conversation make a row. */
export const turnsSchema = z
  .union([z.literal('last'), z.strictObject({ from: z.int().min(0) })], {
    error: 'must be "last" or {"from": <first assistant turn, counted from 0>}',
  })
  .default('last');
