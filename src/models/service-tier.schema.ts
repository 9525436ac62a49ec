import { z } from 'zod';

/** How OpenAI, Groq and Anthropic call the tier that is charged by the usual prices, and one that they choose. */
const usualTiers = new Set(['auto', 'default', 'standard', 'standard_only', 'on_demand']);

/** The tier that a reply says it was served in, where that has prices of its own; undefined for the usual one. */
export const serviceTierSchema = z
  .string()
  .transform((tier) => tier.trim().toLowerCase())
  .refine((tier) => /^[a-z][a-z0-9_-]{0,31}$/.test(tier) && !usualTiers.has(tier))
  .optional()
  .catch(undefined);
