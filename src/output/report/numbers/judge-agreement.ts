import type { JudgementColumns } from '../../../preference/config-features.ts';
import type { CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { pairsAmong } from './pairs-among.ts';
import { rounded, roundedShare } from './rounded.ts';
import { verdict } from './verdict.ts';

/** How two judges order the same candidates of the same rows, each by its mean rating over aspects and orders. */
export interface JudgeAgreement extends OrderAgreement {
  first: string;
  second: string;
}

export interface OrderAgreement {
  /** Every two candidates of a row that both judges rated. */
  comparisons: number;
  /** Ordered the same way by both, a tie by both included. */
  sameOrder: number;
  sameOrderShare: number | null;
  /**
   * Kendall's τ-b (M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33, 1945), its counts pooled
   * over rows: 1 is the same order everywhere, 0 is chance, −1 the reverse. Null where a judge ties everything.
   */
  kendallTauB: number | null;
}

/** Counts how two views order every two candidates, 1, 0 or −1 each. */
export class PooledKendall {
  #comparisons = 0;
  #bothTied = 0;
  #concordant = 0;
  #discordant = 0;
  #orderedByFirst = 0;
  #orderedBySecond = 0;

  add(first: number, second: number): void {
    this.#comparisons += 1;
    if (first !== 0) this.#orderedByFirst += 1;
    if (second !== 0) this.#orderedBySecond += 1;
    if (first === 0 && second === 0) this.#bothTied += 1;
    else if (first * second > 0) this.#concordant += 1;
    else if (first * second < 0) this.#discordant += 1;
  }

  numbers(): OrderAgreement {
    const sameOrder = this.#concordant + this.#bothTied;
    const ordered = Math.sqrt(this.#orderedByFirst * this.#orderedBySecond);
    return {
      comparisons: this.#comparisons,
      sameOrder,
      sameOrderShare: roundedShare(sameOrder, this.#comparisons),
      kendallTauB: ordered > 0 ? rounded((this.#concordant - this.#discordant) / ordered) : null,
    };
  }
}

/** Agreement between every two judges of a jury. */
export class JuryAgreement {
  readonly #byFirst = new Map<string, Map<string, PooledKendall>>();

  add({ judgements, generation_models: models }: CandidatesRow): void {
    const views = judgeViews(judgements, models.length);
    for (const [first, second] of pairsAmong(views)) {
      const others = entryOf(this.#byFirst, first.judge, () => new Map<string, PooledKendall>());
      const agreement = entryOf(others, second.judge, () => new PooledKendall());
      for (const candidates of pairsAmong([...models.keys()])) {
        const byFirst = verdict(first.ratings, candidates);
        const bySecond = verdict(second.ratings, candidates);
        if (byFirst !== null && bySecond !== null) agreement.add(byFirst, bySecond);
      }
    }
  }

  /** Null where no row has two judges. */
  numbers(): JudgeAgreement[] | null {
    const agreements = [...this.#byFirst].flatMap(([first, bySecond]) =>
      [...bySecond].map(([second, agreement]) => ({ first, second, ...agreement.numbers() })),
    );
    return agreements.length > 0 ? agreements : null;
  }
}

/** Each judge's mean ratings of a row's candidates over aspects and orders, judges by name. */
export function judgeViews(judgements: readonly JudgementColumns[], candidateCount: number) {
  const judges = [...new Set(judgements.map(({ judge }) => judge))].sort();
  return judges.map((judge) => ({ judge, ratings: viewOf(judge, judgements, candidateCount) }));
}

function viewOf(
  judge: string,
  judgements: readonly JudgementColumns[],
  candidateCount: number,
): (number | null)[] {
  const own = judgements.filter((judgement) => judgement.judge === judge);
  return Array.from({ length: candidateCount }, (_, candidate) => {
    const given = own.flatMap(({ ratings }) => ratings[candidate] ?? []);
    return given.length > 0 ? given.reduce((sum, rating) => sum + rating, 0) / given.length : null;
  });
}
