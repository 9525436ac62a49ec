import { z } from 'zod';
import { rejectedRules, tieRules } from '../../preference/choose-pair.ts';
import { juryRules } from '../../preference/combine-ratings.ts';
import { pairFilters } from '../../preference/pair-filter-names.ts';
import { nameSchema, oneOf } from './names.schema.ts';

/** How ratings become a pair, and which pairs are not wanted. */
export const pairingSchema = z
  .strictObject({
    jury: oneOf(juryRules).default('mean'),
    minMargin: z.number().min(0).max(4).default(0),
    rejected: oneOf(rejectedRules).default('lowest'),
    ties: oneOf(tieRules).default('drop'),
    /** Every pair holds an answer of the one named. */
    between: z.strictObject({ one: nameSchema }).optional(),
    filters: z.array(oneOf(pairFilters)).default([]),
    minCharacters: z.int().min(0).max(100_000).default(0),
  })
  .prefault({});
