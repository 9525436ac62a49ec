import type { Pool } from './draw-generators.ts';

interface PoolSettings<Given extends Pool> {
  candidates?: Given | undefined;
  pairing: { between?: { one: string } | undefined };
}

/** The pool as rows are drawn from it: a model that every pair must hold is in every row. */
export function poolOf<Given extends Pool>({ candidates, pairing }: PoolSettings<Given>): Given | undefined {
  if (!candidates || pairing.between === undefined) return candidates;
  return { ...candidates, always: [...candidates.always, pairing.between.one] };
}
