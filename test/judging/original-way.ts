import { biasedRatings } from './biased-judge.ts';
import { candidateNames, qualityOf } from './texts-of-known-quality.ts';

export interface TrueQualities {
  chosen: number;
  rejected: number;
}

/**
 * How the original pipeline made its pairs, which this application has no setting for: every judge is shown the
 * candidates in the order of their columns, the first of the highest rated is chosen, the first of the lowest rated is
 * rejected, and a row of equals is kept.
 */
export function pairsOfFixedOrder(rows: number): TrueQualities[] {
  return Array.from({ length: rows }, (_, row) => {
    const qualities = candidateNames.map((candidate) => qualityOf(row, candidate));
    const ratings = biasedRatings(qualities, 'fixed', row);
    return {
      chosen: qualities[ratings.indexOf(Math.max(...ratings))] ?? NaN,
      rejected: qualities[ratings.indexOf(Math.min(...ratings))] ?? NaN,
    };
  });
}
