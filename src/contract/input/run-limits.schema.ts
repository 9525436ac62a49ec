import { z } from 'zod';
import { limits } from '../limits.ts';

/** What a run may use, and when it gives up. */
export const runLimitsSchema = z
  .strictObject({
    rowsInFlight: z.int().min(1).max(limits.rowsInFlight).default(100),
    /** US dollars, as far as the worker knows the models' prices; null for no bound. */
    budgetUsd: z.number().min(0).nullable().default(null),
    /** Of at least twenty rows; more ends the run early, with what was finished. */
    maxFailedRowShare: z.number().min(0).max(1).default(0.1),
    /** Whether each model is asked one tiny question before anything else is paid. */
    preflight: z.boolean('must be true or false').default(true),
  })
  .prefault({});
