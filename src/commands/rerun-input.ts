import { z } from 'zod';
import { changeNames, type Lineage } from '../contract/input/lineage.schema.ts';
import { withoutSchemaKey } from '../contract/input/without-schema-key.ts';
import type { RunInput } from '../contract/run-input.schema.ts';

/** What is to be other than in the run before. */
export interface Changes {
  /** As their files have them; the new run's input is checked as a whole. */
  judges?: unknown;
  pairing?: unknown;
  rows?: number;
  /** Only the rows that were dropped, beside the others. */
  dropped?: true;
}

/**
 * The input of a run that is made again. Pushes are left out: the earlier dataset stays where it was pushed to, until
 * somebody says that the new one is to take its place.
 */
export function rerunInput(
  { output, rows, limits, ...same }: RunInput,
  before: Pick<Lineage, 'workflowId' | 'runId'>,
  changes: Changes,
  path: string,
): Record<string, unknown> {
  const { push: _, ...kept } = output;
  const change = changeNames.filter((name) => changes[name] !== undefined);
  return {
    ...same,
    ...(changes.judges === undefined ? {} : { judges: changes.judges }),
    ...(changes.pairing === undefined ? {} : { pairing: changes.pairing }),
    // Of rows that were dropped once, many may be so again.
    limits: { ...limits, ...(changes.dropped ? { maxFailedRowShare: 1 } : {}) },
    rows: { ...rows, ...rowsTaken(rows, changes.rows) },
    output: { ...kept, path },
    from: { ...before, change, ...(changes.dropped ? { output: output.path } : {}) },
  };
}

/** How many rows: of the draw where there is one, which is then another draw, else of the source in its order. */
function rowsTaken({ sample }: RunInput['rows'], wanted: number | undefined) {
  if (wanted === undefined) return {};
  return sample === undefined ? { limit: wanted } : { sample: wanted };
}

/** `judges` or `pairing` out of a file that holds that alone, or a whole input. */
export function partOfInput(name: 'judges' | 'pairing', file: unknown): unknown {
  const whole = z.looseObject({ [name]: z.unknown() }).safeParse(file);
  return whole.success && name in whole.data ? whole.data[name] : withoutSchemaKey(file);
}
