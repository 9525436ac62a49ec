import { ratedCandidates, type CandidatesRow } from './candidates-row.ts';
import { roundedShare } from './rounded.ts';

export interface TieNumbers {
  /** Rows with at least two rated candidates. */
  ratedRows: number;
  /** Of these, rows where all candidates got the same rating: no preference at all. */
  allEqual: number;
  allEqualShare: number | null;
  /** Of these, rows where several candidates share the highest rating, so that something else decides. */
  sharedBest: number;
  sharedBestShare: number | null;
}

export class RatingTies {
  #ratedRows = 0;
  #allEqual = 0;
  #sharedBest = 0;

  add(row: CandidatesRow): void {
    const ratings = ratedCandidates(row).map(({ rating }) => rating);
    if (ratings.length < 2) return;
    const best = Math.max(...ratings);
    const atBest = ratings.filter((rating) => rating === best).length;
    this.#ratedRows += 1;
    if (atBest === ratings.length) this.#allEqual += 1;
    if (atBest > 1) this.#sharedBest += 1;
  }

  numbers(): TieNumbers {
    return {
      ratedRows: this.#ratedRows,
      allEqual: this.#allEqual,
      allEqualShare: roundedShare(this.#allEqual, this.#ratedRows),
      sharedBest: this.#sharedBest,
      sharedBestShare: roundedShare(this.#sharedBest, this.#ratedRows),
    };
  }
}
