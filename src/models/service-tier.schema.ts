import { z } from 'zod';
import { laneOf, tierForm } from '../contract/service-tier.ts';

/** The lane that a reply says it was served in; undefined for the usual one, and for what is no tier. */
export const serviceTierSchema = z
  .string()
  .transform((tier) => tier.trim().toLowerCase())
  .refine((tier) => tierForm.test(tier))
  .transform(laneOf)
  .optional()
  .catch(undefined);
