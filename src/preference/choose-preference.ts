import type { Candidate } from './candidate.ts';
import { chooseDeltaPair } from './choose-delta-pair.ts';
import { chooseAllPairs, defaultMostPairs } from './choose-all-pairs.ts';
import { choosePair, type PairPlaces, type PairingPolicy, type Rated } from './choose-pair.ts';
import type { Tier } from './draw-generators.ts';
import { isDropReason, type DropReason } from './drop-reason.ts';
import { filterPair, type PairFilters } from './filter-pair.ts';
import { seededRandom } from './seeded-random.ts';
import { wholeAnswer } from './tool-texts.ts';

export interface PreferencePolicy extends PairingPolicy, PairFilters {
  /** Every pair holds an answer of the one named. */
  between?: { one: string } | undefined;
  /** Of one row, where `rejected` is `all`. */
  maxPairs?: number | undefined;
}

/** A row's pair, and others that it gives under `all`. */
export interface ChosenPairs extends PairPlaces {
  further?: PairPlaces[];
}

/**
 * A row's pair by its ratings, unless a filter doesn't want it. `keys` decide what is drawn between equals; `lengths` are
 * those of the candidates in tokens, where a filter compares them.
 */
export function choosePreference(
  candidates: readonly Candidate[],
  ratings: readonly (number | null)[],
  policy: PreferencePolicy,
  keys: readonly (string | number)[],
  lengths: readonly number[] = [],
): ChosenPairs | DropReason {
  const { between } = policy;
  const isHeld = between && (({ candidate }: Rated) => candidates[candidate]?.model === between.one);
  const rated = ratedCandidates(candidates, ratings);
  const random = seededRandom(...keys, 'pair');
  if (policy.rejected === 'all') {
    return severalPairs(candidates, chooseAllPairs(rated, policy, random, isHeld), policy, lengths);
  }
  return filtered(candidates, choosePair(rated, policy, random, isHeld), policy, lengths);
}

/** As many as the policy takes of those that no filter minds; where it minds all, why it minds the first. */
function severalPairs(
  candidates: readonly Candidate[],
  pairs: PairPlaces[] | DropReason,
  policy: PreferencePolicy,
  lengths: readonly number[],
): ChosenPairs | DropReason {
  if (isDropReason(pairs)) return pairs;
  const looked = pairs.map(({ chosen, rejected }) =>
    filtered(candidates, { chosen, rejected }, policy, lengths),
  );
  const wanted = looked.flatMap((pair) => (isDropReason(pair) ? [] : [pair]));
  const [first, ...others] = wanted.slice(0, policy.maxPairs ?? defaultMostPairs);
  if (first) return { ...first, further: others };
  const [unwanted] = looked;
  return unwanted ?? { reason: 'Pair.TooFewCandidates', detail: 'no candidate was rated' };
}

/** A row's pair by the tiers of its candidates, unless a filter doesn't want it. */
export function chooseByTier(
  candidates: readonly Candidate[],
  tiers: readonly (Tier | null)[],
  policy: PreferencePolicy,
  keys: readonly (string | number)[],
  lengths: readonly number[] = [],
): PairPlaces | DropReason {
  const { between } = policy;
  const isHeld = between && (({ model }: Candidate) => model === between.one);
  const random = seededRandom(...keys, 'delta pair');
  return filtered(candidates, chooseDeltaPair(candidates, tiers, random, isHeld), policy, lengths);
}

function filtered(
  candidates: readonly Candidate[],
  pair: PairPlaces | DropReason,
  policy: PairFilters,
  lengths: readonly number[],
): PairPlaces | DropReason {
  if (isDropReason(pair)) return pair;
  const chosen = { ...textOf(candidates[pair.chosen]), length: lengths[pair.chosen] };
  const rejected = { ...textOf(candidates[pair.rejected]), length: lengths[pair.rejected] };
  return filterPair({ chosen, rejected }, policy) ?? pair;
}

function ratedCandidates(candidates: readonly Candidate[], ratings: readonly (number | null)[]): Rated[] {
  return candidates.flatMap(({ text, toolCalls, finishReason }, candidate) => {
    const rating = ratings[candidate];
    if (text === null || rating == null) return [];
    return [
      { text: wholeAnswer({ text, toolCalls }), rating, candidate, original: finishReason === 'original' },
    ];
  });
}

function textOf(candidate: Candidate | undefined) {
  const { text, toolCalls, finishReason } = candidate ?? { text: null, finishReason: 'failed' };
  return { text: wholeAnswer({ text: text ?? '', toolCalls }), finishReason };
}
