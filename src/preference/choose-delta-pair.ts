import { isAnswering, type Candidate } from './candidate.ts';
import type { PairPlaces } from './choose-pair.ts';
import type { Tier } from './draw-generators.ts';
import type { DropReason } from './drop-reason.ts';
import { pickOne } from './seeded-random.ts';

/**
 * A pair by what is known of the models beforehand, without any rating: a strong one's answer is chosen and a weak
 * one's rejected (delta learning, arXiv 2507.06187). Where there are several, one of each is drawn; `isHeld` tells
 * whether an answer is of the model that every pair must hold.
 */
export function chooseDeltaPair(
  candidates: readonly Candidate[],
  tiers: readonly (Tier | null)[],
  random: () => number,
  isHeld: (candidate: Candidate) => boolean = () => true,
): PairPlaces | DropReason {
  const [strong, weak] = [answersOf('strong'), answersOf('weak')];
  const pairs = strong.flatMap((chosen) => weak.map((rejected) => ({ chosen, rejected })));
  const [first, ...others] = pairs.filter(({ chosen, rejected }) =>
    [candidates[chosen], candidates[rejected]].some((candidate) => candidate && isHeld(candidate)),
  );
  if (first) return pickOne([first, ...others], random);
  if (pairs.length > 0) {
    return { reason: 'Pair.NotBetween', detail: 'no answer of the model that pairing.between asks for' };
  }
  return oneTier(strong.length === 0 ? 'strong' : 'weak');

  function answersOf(tier: Tier): number[] {
    return candidates.flatMap((candidate, place) =>
      tiers[place] === tier && isAnswering(candidate) ? [place] : [],
    );
  }

  /** Lost to what the calls were lost to, where calls were. */
  function oneTier(missing: Tier): DropReason {
    const losses = candidates.flatMap(({ model, loss }, place) =>
      loss && tiers[place] === missing ? [{ model, ...loss }] : [],
    );
    const [loss] = losses;
    return {
      reason: loss?.reason ?? 'Pair.OneTier',
      detail: [
        `no ${missing} candidate answered`,
        ...losses.map(({ model, reason, detail }) => `${model}: ${reason}, ${detail}`),
      ].join('; '),
    };
  }
}
