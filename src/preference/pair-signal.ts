import type { Candidate } from './candidate.ts';
import type { Tier } from './draw-generators.ts';

/**
 * What says that the chosen text of a pair is the better one: `judged`, the ratings of judges; `delta`, that a strong
 * model wrote it and a weak one the rejected; `both` makes a pair of each kind where it can.
 */
export const pairSignals = ['judged', 'delta', 'both'] as const;

export type PairSignal = (typeof pairSignals)[number];

export interface TieredModels {
  generators: readonly { name: string; tier?: Tier | undefined }[];
  original: false | { name: string; tier?: Tier | undefined };
}

/** Of each candidate; null for one that stands in no delta pair. The original response is strong unless told. */
export function tiersOf(
  candidates: readonly Pick<Candidate, 'model'>[],
  { generators, original }: TieredModels,
): (Tier | null)[] {
  const byName = tiersByName({ generators, original });
  return candidates.map(({ model }) => byName.get(model) ?? null);
}

export function tiersByName({ generators, original }: TieredModels): Map<string, Tier> {
  const tiered = original
    ? [...generators, { name: original.name, tier: original.tier ?? 'strong' }]
    : generators;
  return new Map(tiered.flatMap(({ name, tier }) => (tier === undefined ? [] : [[name, tier]])));
}
