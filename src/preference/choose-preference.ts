import type { Candidate } from './candidate.ts';
import { choosePair, type Pair, type PairingPolicy, type Rated } from './choose-pair.ts';
import { isDropReason, type DropReason } from './drop-reason.ts';
import { filterPair, type PairFilters } from './filter-pair.ts';
import { seededRandom } from './seeded-random.ts';
import { wholeAnswer } from './tool-texts.ts';

/** A row's pair by its ratings, unless a filter doesn't want it. `keys` decide what is drawn between equals. */
export function choosePreference(
  candidates: readonly Candidate[],
  ratings: readonly (number | null)[],
  policy: PairingPolicy & PairFilters,
  keys: readonly (string | number)[],
): Pair | DropReason {
  const pair = choosePair(ratedCandidates(candidates, ratings), policy, seededRandom(...keys, 'pair'));
  if (isDropReason(pair)) return pair;
  const chosen = textOf(candidates[pair.chosen]);
  const rejected = textOf(candidates[pair.rejected]);
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
