import type { Tier } from '../../../preference/draw-generators.ts';
import { marginOf, type RowPair } from './candidates-row.ts';
import { rounded } from './rounded.ts';

/** How different the chosen and the rejected answers of a dataset are. */
export interface ContrastNumbers {
  /** Pairs by what made them. */
  signals: { judged: number; delta: number };
  /** Of judged pairs, in rating points; null where there are none. */
  medianMargin: number | null;
  meanMargin: number | null;
  /** By the tier of the model; `none` for those without. */
  chosenTiers: TierCounts;
  rejectedTiers: TierCounts;
}

export type TierCounts = Record<Tier | 'none', number>;

/** Below this the two answers of half of the pairs are a step of a judge's scale apart or less. */
export const leastMedianMargin = 1;

/** Whether the candidates are too alike for their pairs to teach much. */
export function isTooAlike({ medianMargin }: ContrastNumbers): boolean {
  return medianMargin !== null && medianMargin < leastMedianMargin;
}

export class Contrast {
  readonly #tiers: ReadonlyMap<string, Tier>;
  readonly #signals = { judged: 0, delta: 0 };
  readonly #chosen: TierCounts = { strong: 0, weak: 0, none: 0 };
  readonly #rejected: TierCounts = { strong: 0, weak: 0, none: 0 };
  /** By margin, to the ten-thousandth, so that they are few whatever the rows. */
  readonly #margins = new Map<number, number>();

  constructor(tiers: ReadonlyMap<string, Tier>) {
    this.#tiers = tiers;
  }

  add(pair: RowPair): void {
    this.#signals[pair.signal] += 1;
    this.#chosen[this.#tiers.get(pair.chosen.model) ?? 'none'] += 1;
    this.#rejected[this.#tiers.get(pair.rejected.model) ?? 'none'] += 1;
    const margin = marginOf(pair);
    if (margin === null) return;
    const key = rounded(margin);
    this.#margins.set(key, (this.#margins.get(key) ?? 0) + 1);
  }

  numbers(): ContrastNumbers {
    const margins = [...this.#margins].sort(([one], [other]) => one - other);
    const count = margins.reduce((sum, [, pairs]) => sum + pairs, 0);
    const total = margins.reduce((sum, [margin, pairs]) => sum + margin * pairs, 0);
    return {
      signals: { ...this.#signals },
      medianMargin: count > 0 ? rounded(middleOf(margins, count)) : null,
      meanMargin: count > 0 ? rounded(total / count) : null,
      chosenTiers: { ...this.#chosen },
      rejectedTiers: { ...this.#rejected },
    };
  }
}

/** Of values with their counts, in ascending order. */
function middleOf(counted: readonly (readonly [number, number])[], count: number): number {
  const at = (place: number) => {
    let passed = 0;
    return counted.find(([, pairs]) => (passed += pairs) > place)?.[0] ?? 0;
  };
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
}
