import { rounded } from './rounded.ts';

export interface MeanNumbers {
  count: number;
  mean: number | null;
  /** Where the true mean lies with about 95 % confidence, by the normal approximation; null for fewer than two. */
  interval95: [low: number, high: number] | null;
}

/** Mean and spread of a stream of numbers, after Welford (1962), so that nothing but three numbers is kept. */
export class RunningMean {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.#count += 1;
    const step = value - this.#mean;
    this.#mean += step / this.#count;
    this.#squares += step * (value - this.#mean);
  }

  numbers(): MeanNumbers {
    if (this.#count === 0) return { count: 0, mean: null, interval95: null };
    return { count: this.#count, mean: rounded(this.#mean), interval95: this.#interval() };
  }

  #interval(): [number, number] | null {
    if (this.#count < 2) return null;
    const standardError = Math.sqrt(this.#squares / (this.#count - 1) / this.#count);
    const reach = 1.96 * standardError;
    return [rounded(this.#mean - reach), rounded(this.#mean + reach)];
  }
}
