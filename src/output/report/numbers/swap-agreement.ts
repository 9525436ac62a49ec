import type { JudgementColumns } from '../../../preference/config-features.ts';
import type { CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { pairsAmong } from './pairs-among.ts';
import { roundedShare } from './rounded.ts';
import { verdict } from './verdict.ts';

/**
 * Whether a judge says the same of two candidates once they are shown the other way round: the consistency of Zheng
 * et al., "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena" (arXiv 2306.05685).
 */
export interface SwapAgreement {
  judge: string;
  /** Every two candidates that one judge rated, under one aspect, in both orders. */
  comparisons: number;
  same: number;
  sameShare: number | null;
  /** Both times the candidate shown first was rated higher. */
  towardsFirst: number;
  /** Both times the candidate shown second was rated higher. */
  towardsSecond: number;
  /** A tie in one order and a preference in the other. */
  tiedOnce: number;
}

type SwapCounts = Pick<SwapAgreement, 'same' | 'towardsFirst' | 'towardsSecond' | 'tiedOnce'>;

export class SwapTally {
  readonly #byJudge = new Map<string, SwapCounts>();

  add({ judgements }: CandidatesRow): void {
    for (const [one, other] of pairsAmong(judgements)) {
      if (questionOf(one) !== questionOf(other)) continue;
      for (const outcome of swapOutcomes(one, other)) this.#countsOf(one.judge)[outcome] += 1;
    }
  }

  /** Null where nothing was shown in two orders. */
  numbers(): SwapAgreement[] | null {
    const agreements = [...this.#byJudge].map(([judge, counts]) => {
      const comparisons = counts.same + counts.towardsFirst + counts.towardsSecond + counts.tiedOnce;
      return { judge, comparisons, ...counts, sameShare: roundedShare(counts.same, comparisons) };
    });
    return agreements.length > 0 ? agreements : null;
  }

  #countsOf(judge: string): SwapCounts {
    return entryOf(this.#byJudge, judge, () => ({ same: 0, towardsFirst: 0, towardsSecond: 0, tiedOnce: 0 }));
  }
}

function questionOf({ judge, aspect }: JudgementColumns): string {
  return JSON.stringify([judge, aspect]);
}

/** One outcome for every two candidates whose places relative to each other differ between the two judgements. */
function swapOutcomes(one: JudgementColumns, other: JudgementColumns): (keyof SwapCounts)[] {
  return pairsAmong(one.order).flatMap((shown) => {
    const [first, second] = shown.map((candidate) => other.order.indexOf(candidate));
    if (first === undefined || second === undefined || second < 0 || first < second) return [];
    const before = verdict(one.ratings, shown);
    const after = verdict(other.ratings, shown);
    if (before === null || after === null) return [];
    if (before === after) return ['same'];
    if (before === 0 || after === 0) return ['tiedOnce'];
    return [before > 0 ? 'towardsFirst' : 'towardsSecond'];
  });
}
