import { isSameAnswer, type Candidate } from './candidate.ts';
import type { Judgement } from './judgement.ts';

/** A judgement in which a candidate that says what one that was shown says has the same rating, and what was said of it. */
export function sharedAmongSame(judgement: Judgement, candidates: readonly Candidate[]): Judgement {
  const shownAs = candidates.map((candidate, place) =>
    judgement.order.includes(place)
      ? place
      : judgement.order.find((shown) => {
          const other = candidates[shown];
          return other !== undefined && isSameAnswer(other, candidate);
        }),
  );
  const shared = <Said>(said: readonly (Said | null)[]) =>
    shownAs.map((place) => (place === undefined ? null : (said[place] ?? null)));
  return {
    ...judgement,
    ratings: shared(judgement.ratings),
    rationales: shared(judgement.rationales),
    types: judgement.types && shared(judgement.types),
    typeRationales: judgement.typeRationales && shared(judgement.typeRationales),
  };
}
