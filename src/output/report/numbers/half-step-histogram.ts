/** The bins of every rating histogram: single ratings are whole, means fall between. */
export const ratingBins = halfSteps(1, 5);

/** The bins of the margin between chosen and rejected. */
export const marginBins = halfSteps(0, 4);

/** Counts values by the nearest bin; a value just between two counts in the upper one. */
export class HalfStepHistogram {
  readonly #bins: readonly number[];
  readonly #counts: number[];

  constructor(bins: readonly number[]) {
    this.#bins = bins;
    this.#counts = bins.map(() => 0);
  }

  add(value: number): void {
    const nearest = Math.round((value - (this.#bins[0] ?? 0)) * 2);
    const bin = Math.min(Math.max(nearest, 0), this.#bins.length - 1);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
  }

  counts(): number[] {
    return [...this.#counts];
  }
}

function halfSteps(from: number, to: number): readonly number[] {
  return Array.from({ length: (to - from) * 2 + 1 }, (_, step) => from + step / 2);
}
