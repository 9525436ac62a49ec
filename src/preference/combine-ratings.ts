import type { Judgement } from './judgement.ts';

/** How the ratings of several judges become the jury's. */
export const juryRules = ['mean', 'median'] as const;

export type JuryRule = (typeof juryRules)[number];

/** How many judgements of a row become one rating per candidate. What has no weight here weighs 1. */
export interface JuryPolicy {
  across?: JuryRule;
  judgeWeights?: Readonly<Record<string, number>>;
  /** By judge, since each is asked under aspects of its own. */
  aspectWeights?: Readonly<Record<string, AspectWeights>>;
}

export type AspectWeights = Readonly<Record<string, number>>;

export interface CombinedRatings {
  /** One per candidate of the row; null for one that nobody rated. */
  ratings: (number | null)[];
  judges: { judge: string; ratings: (number | null)[] }[];
  /**
   * How far the judges are apart: the standard deviation between their ratings of a candidate, averaged over the
   * candidates that two or more rated. Null where there is no such candidate.
   */
  disagreement: number | null;
}

interface Weighted {
  rating: number;
  weight: number;
}

/**
 * One rating per candidate. Each judge's ratings under an aspect are averaged over the orders it was asked in, then
 * over its aspects by weight; the judges' ratings make the jury's, by weighted mean or weighted median.
 */
export function combineRatings(
  judgements: readonly Judgement[],
  candidateCount: number,
  { across = 'mean', judgeWeights = {}, aspectWeights = {} }: JuryPolicy = {},
): CombinedRatings {
  const places = Array.from({ length: candidateCount }, (_, candidate) => candidate);
  const judges = [...new Set(judgements.map(({ judge }) => judge))].map((judge) => ({
    judge,
    ratings: judgeRatings(
      judgements.filter((judgement) => judgement.judge === judge),
      places,
      aspectWeights[judge] ?? {},
    ),
  }));
  const combine = across === 'median' ? weightedMedian : weightedMean;
  return {
    ratings: places.map((candidate) =>
      combine(
        judges.flatMap(({ judge, ratings }) => weigh(ratings[candidate] ?? null, judgeWeights[judge] ?? 1)),
      ),
    ),
    judges,
    disagreement: disagreementOf(
      places.map((candidate) => judges.flatMap(({ ratings }) => ratings[candidate] ?? [])),
    ),
  };
}

function judgeRatings(
  judgements: readonly Judgement[],
  places: readonly number[],
  aspectWeights: AspectWeights,
): (number | null)[] {
  const aspects = [...new Set(judgements.map(({ aspect }) => aspect))]
    .map((aspect) => ({
      weight: aspectWeights[aspect] ?? 1,
      ratings: meanOverOrders(
        judgements.filter((judgement) => judgement.aspect === aspect),
        places,
      ),
    }))
    .filter(({ weight }) => weight > 0);
  return places.map((candidate) =>
    weightedMean(
      comparable(aspects).flatMap(({ ratings, weight }) => weigh(ratings[candidate] ?? null, weight)),
    ),
  );
}

/**
 * The aspects under which every candidate that has a rating at all has one. Were an aspect that is `N/A` for one
 * candidate counted for the others, their means would be over different things. Where no aspect is left, all count.
 */
function comparable<AspectRatings extends { ratings: (number | null)[] }>(
  aspects: readonly AspectRatings[],
): readonly AspectRatings[] {
  const complete = aspects.filter(({ ratings }) =>
    ratings.every(
      (rating, candidate) => rating !== null || aspects.every((aspect) => aspect.ratings[candidate] == null),
    ),
  );
  return complete.length > 0 ? complete : aspects;
}

function meanOverOrders(judgements: readonly Judgement[], places: readonly number[]): (number | null)[] {
  return places.map((candidate) =>
    weightedMean(judgements.flatMap(({ ratings }) => weigh(ratings[candidate] ?? null, 1))),
  );
}

function weigh(rating: number | null, weight: number): Weighted[] {
  return rating === null || weight <= 0 ? [] : [{ rating, weight }];
}

function weightedMean(given: readonly Weighted[]): number | null {
  const weights = given.reduce((sum, { weight }) => sum + weight, 0);
  const ratings = given.reduce((sum, { rating, weight }) => sum + rating * weight, 0);
  return weights > 0 ? rounded(ratings / weights) : null;
}

/** The rating with half of the weight on either side; between two such ratings, their mean. */
function weightedMedian(given: readonly Weighted[]): number | null {
  const sorted = [...given].sort((first, second) => first.rating - second.rating);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const [place, { rating, weight }] of sorted.entries()) {
    passed += weight;
    if (rounded(passed) === rounded(half))
      return rounded((rating + (sorted[place + 1]?.rating ?? rating)) / 2);
    if (passed > half) return rating;
  }
  return null;
}

function disagreementOf(ratingsByCandidate: readonly number[][]): number | null {
  const deviations = ratingsByCandidate.filter(({ length }) => length > 1).map(standardDeviation);
  return deviations.length > 0 ? rounded(mean(deviations)) : null;
}

function standardDeviation(ratings: readonly number[]): number {
  const centre = mean(ratings);
  return Math.sqrt(mean(ratings.map((rating) => (rating - centre) ** 2)));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Six decimals: the order in which ratings are added must not make a difference between equals. */
function rounded(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}
