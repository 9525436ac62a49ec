import { isDropReason, type DropReason } from './drop-reason.ts';
import { pickOne } from './seeded-random.ts';

/**
 * Which of the candidates rated below the best one is rejected: the `lowest` (the clearest difference), one drawn at
 * random (`random-lower`, as Zephyr did, arXiv 2310.16944), the next best (`second`, the hardest difference) or the one
 * whose length is nearest to the best one's (`nearest-length`, so that length says little). `all` makes more than one
 * pair, see `choose-all-pairs.ts`; where one is asked for it is that of the lowest.
 */
export const rejectedRules = ['lowest', 'random-lower', 'second', 'nearest-length', 'all'] as const;

/**
 * What equal ratings say. `drop`: nothing, so a row of equals makes no pair, and a draw decides between equals that
 * differ from others. `original`: the preserved response is better than a generated one. `shorter`: of two equally good
 * texts the shorter is better, against the judges' taste for length (arXiv 2306.05685, section 3.3). There is no rule
 * that draws or that takes the longer: the first states a preference nobody had, the second adds to that taste.
 */
export const tieRules = ['drop', 'original', 'shorter'] as const;

export type RejectedRule = (typeof rejectedRules)[number];
export type TieRule = (typeof tieRules)[number];

export interface PairingPolicy {
  /** The least difference of ratings between chosen and rejected; 0 asks only that there is one, or a broken tie. */
  minMargin: number;
  rejected: RejectedRule;
  ties: TieRule;
}

export interface Rated {
  text: string;
  rating: number;
  /** The candidate's place in its row. */
  candidate: number;
  /** Whether it is the preserved response, for the tie rule `original`. */
  original?: boolean;
}

/** Places in the row of the two candidates a preference is stated between. */
export interface PairPlaces {
  chosen: number;
  rejected: number;
}

export interface Pair extends PairPlaces {
  margin: number;
}

/**
 * The unpublished post-processing of the original: the best rated against a lower rated one. Where several share a
 * rating and the tie rule sees no difference, one of them is drawn from `random`, so that no candidate gains by its
 * place.
 *
 * `isHeld` tells which candidates every pair must hold one of. Then it is the best of those pairs: the held one against
 * the best rated, or as the best of its own against a lower one, whichever suits the rule for the rejected text.
 */
export function choosePair(
  rated: readonly Rated[],
  policy: PairingPolicy,
  random: () => number,
  isHeld?: (rated: Rated) => boolean,
): Pair | DropReason {
  if (!isHeld) return bestPair(rated, rated, policy, random);
  const held = rated.filter(isHeld);
  if (held.length === 0) {
    return {
      reason: 'Pair.NotBetween',
      detail: 'the model that pairing.between asks for has no rated answer',
    };
  }
  const outcomes = [bestPair(rated, held, policy, random), bestPair(held, rated, policy, random)];
  const pairs = outcomes.flatMap((outcome) => (isDropReason(outcome) ? [] : [outcome]));
  const margin = wantedMargin(pairs, policy.rejected);
  const fitting = pairs.filter((pair) => margin === undefined || marginBetween(pair.margin, margin) === 0);
  const [first, ...others] = fitting;
  if (first) return pickOne([first, ...others], random);
  const otherwise = bestPair(rated, rated, policy, random);
  return isDropReason(otherwise)
    ? otherwise
    : { reason: 'Pair.NotBetween', detail: 'no pair holds the model that pairing.between asks for' };
}

/** Undefined where any will do. */
function wantedMargin(pairs: readonly Pair[], rule: RejectedRule): number | undefined {
  const margins = pairs.map(({ margin }) => margin);
  if (rule === 'random-lower' || rule === 'nearest-length') return undefined;
  return rule === 'second' ? Math.min(...margins) : Math.max(...margins);
}

/** The best rated of `tops`, chosen, with one of `bottoms`. */
function bestPair(
  tops: readonly Rated[],
  bottoms: readonly Rated[],
  { minMargin, rejected, ties }: PairingPolicy,
  random: () => number,
): Pair | DropReason {
  const highest = Math.max(...tops.map(({ rating }) => rating));
  const best = draw(foremost(ratedAt(tops, highest), ties), random);
  if (!best) return { reason: 'Pair.TooFewCandidates', detail: 'no candidate was rated' };
  const lower = bottoms.filter(({ rating }) => marginBetween(highest, rating) > 0);
  const below = lower.filter(({ rating }) => marginBetween(highest, rating) >= minMargin);
  const worst =
    lower.length > 0
      ? drawRejected(below, best, { rejected, ties }, random)
      : draw(minMargin > 0 ? [] : lostTie(ratedAt(bottoms, highest), best, ties), random);
  if (!worst) return noPair(bottoms, minMargin, highest);
  if (best.text.trim() === worst.text.trim()) {
    return { reason: 'Pair.IdenticalTexts', detail: 'the best and the lowest rated texts are the same' };
  }
  return {
    chosen: best.candidate,
    rejected: worst.candidate,
    margin: marginBetween(best.rating, worst.rating),
  };
}

function drawRejected(
  below: readonly Rated[],
  best: Rated,
  { rejected: rule, ties }: Pick<PairingPolicy, 'rejected' | 'ties'>,
  random: () => number,
): Rated | undefined {
  if (rule === 'random-lower') return draw(below, random);
  if (rule === 'nearest-length') {
    const apart = ({ text }: Rated) => Math.abs(text.length - best.text.length);
    const nearest = Math.min(...below.map(apart));
    return draw(
      below.filter((rated) => apart(rated) === nearest),
      random,
    );
  }
  const ratings = below.map(({ rating }) => rating);
  const rating = rule === 'second' ? Math.max(...ratings) : Math.min(...ratings);
  return draw(hindmost(ratedAt(below, rating), ties), random);
}

/** Those a tie rule puts behind the best one of a row of equals; none where it sees no difference. */
function lostTie(rated: readonly Rated[], best: Rated, ties: TieRule): readonly Rated[] {
  const equals = [...new Set([best, ...rated])];
  const behind = hindmost(equals, ties);
  return behind.length < equals.length && !behind.includes(best) ? behind : [];
}

/** Those of equal rating that the tie rule puts first. */
function foremost(equals: readonly Rated[], ties: TieRule): readonly Rated[] {
  const originals = equals.filter(({ original }) => original);
  if (ties === 'original' && originals.length > 0) return originals;
  if (ties === 'shorter') return equals.filter(({ text }) => text.length === extremeLength(equals, Math.min));
  return equals;
}

/** Those of equal rating that the tie rule puts last. */
function hindmost(equals: readonly Rated[], ties: TieRule): readonly Rated[] {
  const generated = equals.filter(({ original }) => !original);
  if (ties === 'original' && generated.length > 0) return generated;
  if (ties === 'shorter') return equals.filter(({ text }) => text.length === extremeLength(equals, Math.max));
  return equals;
}

function noPair(rated: readonly Rated[], minMargin: number, highest: number): DropReason {
  const widest = marginBetween(highest, Math.min(...rated.map(({ rating }) => rating)));
  if (widest === 0) {
    return { reason: 'Pair.Tie', detail: `all ${rated.length} candidates were rated ${highest}` };
  }
  return {
    reason: 'Pair.BelowMinMargin',
    detail: `the margin is ${widest}, pairing.minMargin is ${minMargin}`,
  };
}

/** Means of ratings carry floating-point error, which is no difference of ratings. */
function marginBetween(higher: number, lower: number): number {
  return Math.round((higher - lower) * 1e6) / 1e6;
}

function ratedAt(rated: readonly Rated[], rating: number): Rated[] {
  return rated.filter((candidate) => marginBetween(candidate.rating, rating) === 0);
}

function extremeLength(equals: readonly Rated[], extreme: typeof Math.min): number {
  return extreme(...equals.map(({ text }) => text.length));
}

function draw(candidates: readonly Rated[], random: () => number): Rated | undefined {
  const [first, ...others] = candidates;
  return first && pickOne([first, ...others], random);
}
