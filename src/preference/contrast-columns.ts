import type { PairPlaces } from './choose-pair.ts';
import type { Tier } from './draw-generators.ts';
import { isDropReason, type DropReason } from './drop-reason.ts';
import type { ConfigName } from './config-features.ts';
import type { Features } from './feature.ts';
import type { PairSignal } from './pair-signal.ts';

/** What a row of a run that makes delta pairs has beside the others. */
export interface ContrastColumns {
  signal?: Exclude<PairSignal, 'judged'>;
  /** Of each candidate. */
  tiers?: (Tier | null)[];
  /** Under `both`: the delta pair, beside the judged one. */
  delta_chosen_index?: number | null;
  delta_rejected_index?: number | null;
}

export function contrastFeatures(config: ConfigName, signal: PairSignal): Features {
  if (signal === 'judged') return {};
  if (config === 'default' || config === 'trl') return { signal: 'string' };
  if (config !== 'candidates') return {};
  return {
    /** Empty for a candidate without one. */
    tiers: { list: 'string' },
    ...(signal === 'both'
      ? { delta_chosen_index: { nullable: 'int64' }, delta_rejected_index: { nullable: 'int64' } }
      : {}),
  };
}

export function contrastColumns(
  signal: PairSignal,
  tiers: (Tier | null)[],
  deltaPair: PairPlaces | DropReason,
): ContrastColumns {
  if (signal === 'judged') return {};
  if (signal === 'delta') return { signal, tiers };
  const pair = isDropReason(deltaPair) ? undefined : deltaPair;
  return {
    signal,
    tiers,
    delta_chosen_index: pair?.chosen ?? null,
    delta_rejected_index: pair?.rejected ?? null,
  };
}
