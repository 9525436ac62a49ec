import { z } from 'zod';
import { rejectedRules, tieRules } from '../../preference/choose-pair.ts';
import { juryRules } from '../../preference/combine-ratings.ts';
import { filteredSides, pairFilters } from '../../preference/pair-filter-names.ts';
import { pairSignals } from '../../preference/pair-signal.ts';
import { nameSchema, oneOf, quoted } from './names.schema.ts';

/** A filter's name alone looks at the chosen text. */
const filterSchema = z.union(
  [
    oneOf(pairFilters),
    z.strictObject({ filter: oneOf(pairFilters), of: oneOf(filteredSides).default('chosen') }),
  ],
  {
    error: `must be one of ${quoted(pairFilters)}, or {"filter": <one of these>, "of": one of ${quoted(filteredSides)}}`,
  },
);

const lengthDifferenceForm =
  'must be {"tokens": 100} or {"ratio": 2}: how much longer one text may be than the other';

const lengthDifferenceSchema = z.union(
  [
    z.strictObject({ tokens: z.int().min(0).max(1_000_000) }),
    z.strictObject({ ratio: z.number().min(1).max(1_000) }),
  ],
  { error: lengthDifferenceForm },
);

/** How ratings become a pair, and which pairs are not wanted. */
export const pairingSchema = z
  .strictObject({
    signal: oneOf(pairSignals).default('judged'),
    jury: oneOf(juryRules).default('mean'),
    minMargin: z.number().min(0).max(4).default(0),
    rejected: oneOf(rejectedRules).default('lowest'),
    /** Of one row, under `all`. */
    maxPairs: z.int().min(1).max(100).optional(),
    ties: oneOf(tieRules).default('drop'),
    /** Every pair holds an answer of the one named. */
    between: z.strictObject({ one: nameSchema }).optional(),
    filters: z.array(filterSchema).default([]),
    minCharacters: z.int().min(0).max(100_000).default(0),
    /** Of the longer text over the shorter. */
    maxLengthDifference: lengthDifferenceSchema.optional(),
  })
  .refine(({ rejected, maxPairs }) => maxPairs === undefined || rejected === 'all', {
    path: ['maxPairs'],
    message: 'goes with "rejected": "all" only',
  })
  .prefault({});
