import { z } from 'zod';

/** Of what a shard was started with. */
export const startedShardSchema = z.object({
  run: z.object({ runId: z.string() }),
  shard: z.object({ firstRow: z.int(), lastRow: z.int() }),
});

/** Of what an activity that calls a model, or recalls its answer, came to. */
export const recordedAnswerSchema = z.object({
  call: z.object({ request: z.string(), answer: z.string() }),
  reused: z.boolean().optional(),
});
