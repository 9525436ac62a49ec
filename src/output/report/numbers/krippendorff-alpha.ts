import { rounded } from './rounded.ts';

export interface AlphaNumbers {
  /** Answers that two or more judges rated. */
  units: number;
  /**
   * Krippendorff's α for interval data (K. Krippendorff, "Content Analysis", 2004, chapter 11): 1 is perfect agreement, 0
   * what chance would give, below 0 less than that. Null where all ratings are the same, or nobody rated what another did.
   */
  alpha: number | null;
}

/** Counts ratings by what they add up to, so that no rating is kept. */
export class KrippendorffAlpha {
  #units = 0;
  #observed = 0;
  #values = 0;
  #sum = 0;
  #squares = 0;

  /** What the judges said of one answer. */
  add(ratings: readonly number[]): void {
    const count = ratings.length;
    if (count < 2) return;
    const sum = ratings.reduce((total, rating) => total + rating, 0);
    const squares = ratings.reduce((total, rating) => total + rating ** 2, 0);
    this.#units += 1;
    this.#observed += squaredDifferences(count, sum, squares) / (count - 1);
    this.#values += count;
    this.#sum += sum;
    this.#squares += squares;
  }

  numbers(): AlphaNumbers {
    const values = this.#values;
    const expected = squaredDifferences(values, this.#sum, this.#squares) / (values * (values - 1));
    const alpha = expected > 1e-9 ? rounded(1 - this.#observed / values / expected) : null;
    return { units: this.#units, alpha };
  }
}

/** Of every two of so many values, both ways round. */
function squaredDifferences(count: number, sum: number, squares: number): number {
  return 2 * (count * squares - sum ** 2);
}
