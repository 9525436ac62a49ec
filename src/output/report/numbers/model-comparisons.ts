import { ratedCandidates, type CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { pairsAmong } from './pairs-among.ts';

/** Two models side by side over every two of their candidates that were rated in one row. */
export interface ModelComparison {
  first: string;
  second: string;
  /** How often `first` was rated above `second`. */
  wins: number;
  ties: number;
  losses: number;
}

export class ModelComparisons {
  readonly #byFirst = new Map<string, Map<string, ModelComparison>>();

  add(row: CandidatesRow): void {
    for (const [one, other] of pairsAmong(ratedCandidates(row))) {
      if (one.model === other.model) continue;
      const comparison = this.#comparisonOf(one.model, other.model);
      const [first, second] = comparison.first === one.model ? [one, other] : [other, one];
      if (first.rating > second.rating) comparison.wins += 1;
      else if (first.rating < second.rating) comparison.losses += 1;
      else comparison.ties += 1;
    }
  }

  numbers(): ModelComparison[] {
    return [...this.#byFirst.values()].flatMap((bySecond) => [...bySecond.values()]);
  }

  #comparisonOf(one: string, other: string): ModelComparison {
    const turned = this.#byFirst.get(other)?.get(one);
    if (turned) return turned;
    const bySecond = entryOf(this.#byFirst, one, () => new Map<string, ModelComparison>());
    return entryOf(bySecond, other, () => ({ first: one, second: other, wins: 0, ties: 0, losses: 0 }));
  }
}
