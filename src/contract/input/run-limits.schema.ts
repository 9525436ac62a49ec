import { z } from 'zod';
import { notYet } from './names.schema.ts';

/** What a run may use, and when it gives up. */
export const runLimitsSchema = z
  .strictObject({
    rowsInFlight: z.int().min(1).max(10_000).default(100),
    budgetUsd: notYet('a budget is'),
    /** Of at least twenty rows; more ends the run early, with what was finished. */
    maxFailedRowShare: z.number().min(0).max(1).default(0.1),
  })
  .prefault({});
