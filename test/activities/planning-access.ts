import type { PlanningAccess } from '../../src/activities/plan-dataset.ts';
import { outputPlaces } from '../../src/output/output-places.ts';
import type { SourceAccess } from '../../src/source/source-access.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { nowhere } from '../output/push/nowhere.ts';

/** Outputs in the same folder as sources, and no place to push to. */
export function planningAccess({ directory }: Pick<SourceAccess, 'directory'>): PlanningAccess {
  return {
    outputs: outputPlaces(directory, noBuckets),
    pushes: nowhere,
    cancellation: new AbortController().signal,
  };
}
