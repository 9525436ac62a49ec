import type { JudgementColumns } from '../../../preference/config-features.ts';
import type { CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { roundedShare } from './rounded.ts';
import { RunningMean, type MeanNumbers } from './running-mean.ts';

/** Ratings by the place at which a judge was shown a text. */
export interface PositionNumbers {
  judgements: number;
  /** One entry per place, the first shown first. */
  slots: MeanNumbers[];
  /** The rating of the text shown first less that of the text shown last, within one judgement. */
  firstMinusLast: MeanNumbers;
  /** The largest share of judgements that showed one and the same model first: 1 for a fixed order. */
  sameModelFirstShare: number | null;
}

/** Whether the order was as good as fixed, so that a difference between places can be one between models. */
export function isFixedOrder({ judgements, slots, sameModelFirstShare }: PositionNumbers): boolean {
  return judgements >= 20 && slots.length > 1 && (sameModelFirstShare ?? 0) > 0.9;
}

export interface JudgePositions extends PositionNumbers {
  judge: string;
}

class ShownPositions {
  #judgements = 0;
  readonly #slots: RunningMean[] = [];
  readonly #firstMinusLast = new RunningMean();
  readonly #modelsFirst = new Map<string, number>();

  add({ order, ratings }: JudgementColumns, models: readonly string[]): void {
    this.#judgements += 1;
    const shown = order.map((candidate) => ratings[candidate] ?? null);
    for (const [slot, rating] of shown.entries()) {
      const mean = (this.#slots[slot] ??= new RunningMean());
      if (rating !== null) mean.add(rating);
    }
    const first = shown[0] ?? null;
    const last = shown.at(-1) ?? null;
    if (shown.length > 1 && first !== null && last !== null) this.#firstMinusLast.add(first - last);
    const model = models[order[0] ?? -1];
    if (model !== undefined) this.#modelsFirst.set(model, (this.#modelsFirst.get(model) ?? 0) + 1);
  }

  numbers(): PositionNumbers {
    return {
      judgements: this.#judgements,
      slots: this.#slots.map((slot) => slot.numbers()),
      firstMinusLast: this.#firstMinusLast.numbers(),
      sameModelFirstShare: roundedShare(Math.max(0, ...this.#modelsFirst.values()), this.#judgements),
    };
  }
}

/** Position bias, over all judgements and judge by judge. */
export class PositionTally {
  readonly #overall = new ShownPositions();
  readonly #byJudge = new Map<string, ShownPositions>();

  add({ judgements, generation_models: models }: CandidatesRow): void {
    for (const judgement of judgements) {
      this.#overall.add(judgement, models);
      entryOf(this.#byJudge, judgement.judge, () => new ShownPositions()).add(judgement, models);
    }
  }

  numbers(): { overall: PositionNumbers; byJudge: JudgePositions[] } {
    return {
      overall: this.#overall.numbers(),
      byJudge: [...this.#byJudge].map(([judge, positions]) => ({ judge, ...positions.numbers() })),
    };
  }
}
