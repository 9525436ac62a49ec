import { askedAspect } from '../preference/aspect.ts';
import { isAnswering, isSameAnswer, type Candidate } from '../preference/candidate.ts';
import { isDropReason, type DropReason } from '../preference/drop-reason.ts';
import { ordersKept } from '../preference/given-answers.ts';
import type { Judgement } from '../preference/judgement.ts';
import { ordersShown } from '../preference/orders-shown.ts';
import { seededRandom } from '../preference/seeded-random.ts';
import { timesBefore } from '../preference/times-before.ts';
import { requestOptionsOf } from '../contract/request-options.ts';
import type { Judge } from '../contract/run-input.schema.ts';
import { askJudge, type JudgeTask } from './ask-judge.ts';
import type { ModelCalls } from './model-calls.ts';

export type JuryTask = Pick<
  JudgeTask,
  | 'label'
  | 'rowId'
  | 'instruction'
  | 'reference'
  | 'candidates'
  | 'toolFence'
  | 'images'
  | 'seed'
  | 'answered'
> & {
  /** What judges have said before, and are not asked again. */
  kept: readonly Judgement[];
};

export interface JuryVerdict {
  /** Of the judges that answered in full, in the order of their configuration. */
  judgements: Judgement[];
  /** Why others did not. */
  losses: DropReason[];
}

/**
 * Asks every judge under every aspect in every order, all at once. A judge counts only with all it was asked for, since
 * a part would be rated under other aspects, or in unbalanced orders; a row goes on while more than half of the judges
 * count, with those that were heard before. Texts that are the same are shown once and share what is said of them.
 */
export async function judgeCandidates(
  jury: readonly Judge[],
  task: JuryTask,
  calls: ModelCalls,
): Promise<JuryVerdict | DropReason> {
  const twins = timesBefore(
    jury.map((judge) => {
      const { model, temperature, maxTokens } = judge;
      return { model, temperature, maxTokens, ...requestOptionsOf(judge) };
    }),
  );
  const verdicts = await Promise.all(
    jury.map((judge, place) => askForAll(judge, twins[place] ?? 0, task, calls)),
  );
  const losses = verdicts.filter(isDropReason);
  const before = heardBefore(jury, task.kept);
  const heard = before + verdicts.length - losses.length;
  const [first] = losses;
  if (first && heard <= losses.length) {
    return jury.length + before === 1
      ? first
      : { ...first, detail: `${heard} of ${jury.length + before} judges answered in full; ${first.detail}` };
  }
  const said = verdicts.flatMap((verdict) => (isDropReason(verdict) ? [] : verdict));
  return { judgements: [...task.kept, ...said], losses };
}

/** How many judges have said what they say, and are not asked. */
function heardBefore(jury: readonly Judge[], kept: readonly Judgement[]): number {
  const asked = new Set(jury.map(({ name }) => name));
  return new Set(kept.map(({ judge }) => judge).filter((name) => !asked.has(name))).size;
}

async function askForAll(
  judge: Judge,
  twin: number,
  task: JuryTask,
  calls: ModelCalls,
): Promise<Judgement[] | DropReason> {
  const answering = distinctAnswers(task.candidates);
  const aspects = judge.aspects.filter(({ aspect }) => ordersKept(task.kept, judge.name, aspect) === 0);
  const asked = aspects.flatMap((given) =>
    ordersShown(judge.orders, answering, seededRandom(task.seed, task.rowId, judge.name, given.aspect)).map(
      (order, orderNumber) =>
        askJudge({ ...task, judge, twin, aspect: askedAspect(given), order, orderNumber }, calls),
    ),
  );
  const judgements = await Promise.all(asked);
  return (
    judgements.find(isDropReason) ?? judgements.flatMap((judged) => (isDropReason(judged) ? [] : [judged]))
  );
}

/** Places of the candidates that a judge is shown: of those that say the same, the first. */
function distinctAnswers(candidates: readonly Candidate[]): number[] {
  return [...candidates.entries()].flatMap(([place, candidate]) =>
    isAnswering(candidate) && !candidates.slice(0, place).some((before) => isSameAnswer(before, candidate))
      ? [place]
      : [],
  );
}
