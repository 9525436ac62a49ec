import { isAnswering, type Candidate } from './candidate.ts';
import type { Judgement } from './judgement.ts';

/** What a row of the source holds beside its conversation: answers that are there already, and what was said of them. */
export interface GivenAnswers {
  candidates: Candidate[];
  /** Of judges that were asked by an earlier run. */
  judgements?: Judgement[];
}

interface AskedJudge {
  name: string;
  aspects: readonly { aspect: Judgement['aspect'] }[];
  orders: number;
}

/**
 * Those of an earlier run that still hold for a row: all of a judge that is not asked again, and of one that is, what it
 * would be asked in the same words. Beside another candidate they would be about other texts.
 */
export function keptJudgements(
  candidates: readonly Candidate[],
  { judgements = [], candidates: given }: GivenAnswers,
  judges: readonly AskedJudge[],
): Judgement[] {
  if (candidates.length !== given.length) return [];
  const rated = candidates.flatMap((candidate, place) => (isAnswering(candidate) ? [place] : []));
  const whole = judgements.filter(
    ({ ratings, order }) =>
      ratings.length === candidates.length &&
      rated.every((place) => order.includes(place) || (ratings[place] ?? null) !== null),
  );
  return whole.filter(({ judge, aspect }) => {
    const again = judges.find(({ name }) => name === judge);
    if (!again) return true;
    const isAsked = again.aspects.some((asked) => asked.aspect === aspect);
    return isAsked && ordersKept(whole, judge, aspect) === again.orders;
  });
}

/** In how many orders a judge was asked under an aspect. */
export function ordersKept(kept: readonly Judgement[], judge: string, aspect: string): number {
  return kept.filter((judgement) => judgement.judge === judge && judgement.aspect === aspect).length;
}
