import { z } from 'zod';

/** One line of the `dropped` config. */
export const droppedRowSchema = z.object({ row_id: z.string(), reason: z.string(), detail: z.string() });

/** What `writeShard` was started with, as much as is needed to know what was dropped. */
export const writtenRowsSchema = z.object({
  run: z.object({ runId: z.string() }),
  rows: z.array(
    z.object({ rowId: z.string(), dropped: z.object({ reason: z.string(), detail: z.string() }).nullable() }),
  ),
});
