import type { DropReason } from './drop-reason.ts';
import { pickOne } from './seeded-random.ts';

/**
 * Which of the candidates rated below the best one is rejected: the `lowest` (the clearest difference), one drawn at
 * random (`random-lower`, as Zephyr did, arXiv 2310.16944) or the next best (`second`, the hardest difference).
 */
export const rejectedRules = ['lowest', 'random-lower', 'second'] as const;

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
export interface Pair {
  chosen: number;
  rejected: number;
  margin: number;
}

/**
 * The unpublished post-processing of the original: the best rated against a lower rated one. Where several share a
 * rating and the tie rule sees no difference, one of them is drawn from `random`, so that no candidate gains by its
 * place.
 */
export function choosePair(
  rated: readonly Rated[],
  { minMargin, rejected, ties }: PairingPolicy,
  random: () => number,
): Pair | DropReason {
  const highest = Math.max(...rated.map(({ rating }) => rating));
  const best = draw(foremost(ratedAt(rated, highest), ties), random);
  if (!best) return { reason: 'Pair.TooFewCandidates', detail: 'no candidate was rated' };
  const lower = rated.filter(({ rating }) => marginBetween(highest, rating) > 0);
  const below = lower.filter(({ rating }) => marginBetween(highest, rating) >= minMargin);
  const worst =
    lower.length > 0
      ? drawRejected(below, rejected, ties, random)
      : draw(minMargin > 0 ? [] : lostTie(rated, best, ties), random);
  if (!worst) return noPair(rated, minMargin, highest);
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
  rule: RejectedRule,
  ties: TieRule,
  random: () => number,
): Rated | undefined {
  if (rule === 'random-lower') return draw(below, random);
  const ratings = below.map(({ rating }) => rating);
  const rating = rule === 'lowest' ? Math.min(...ratings) : Math.max(...ratings);
  return draw(hindmost(ratedAt(below, rating), ties), random);
}

/** Those a tie rule puts behind the best one of a row of equals; none where it sees no difference. */
function lostTie(rated: readonly Rated[], best: Rated, ties: TieRule): readonly Rated[] {
  const behind = hindmost(rated, ties);
  return behind.length < rated.length && !behind.includes(best) ? behind : [];
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
