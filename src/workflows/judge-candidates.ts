import { isAnswering } from '../preference/candidate.ts';
import { isDropReason, type DropReason } from '../preference/drop-reason.ts';
import type { Judgement } from '../preference/judgement.ts';
import { ordersShown } from '../preference/orders-shown.ts';
import { seededRandom } from '../preference/seeded-random.ts';
import { timesBefore } from '../preference/times-before.ts';
import type { Judge } from '../contract/run-input.schema.ts';
import { askJudge, type JudgeTask } from './ask-judge.ts';
import type { ModelCalls } from './model-calls.ts';

export type JuryTask = Pick<
  JudgeTask,
  'label' | 'rowId' | 'instruction' | 'candidates' | 'toolFence' | 'seed'
>;

export interface JuryVerdict {
  /** Of the judges that answered in full, in the order of their configuration. */
  judgements: Judgement[];
  /** Why others did not. */
  losses: DropReason[];
}

/**
 * Asks every judge under every aspect in every order, all at once. A judge counts only with all it was asked for, since
 * a part would be rated under other aspects, or in unbalanced orders; a row goes on while more than half of the judges
 * count.
 */
export async function judgeCandidates(
  jury: readonly Judge[],
  task: JuryTask,
  calls: ModelCalls,
): Promise<JuryVerdict | DropReason> {
  const twins = timesBefore(
    jury.map(({ model, temperature, maxTokens }) => ({ model, temperature, maxTokens })),
  );
  const verdicts = await Promise.all(
    jury.map((judge, place) => askForAll(judge, twins[place] ?? 0, task, calls)),
  );
  const losses = verdicts.filter(isDropReason);
  const heard = verdicts.length - losses.length;
  const [first] = losses;
  if (first && heard <= losses.length) {
    return jury.length === 1
      ? first
      : { ...first, detail: `${heard} of ${jury.length} judges answered in full; ${first.detail}` };
  }
  return { judgements: verdicts.flatMap((verdict) => (isDropReason(verdict) ? [] : verdict)), losses };
}

async function askForAll(
  judge: Judge,
  twin: number,
  task: JuryTask,
  calls: ModelCalls,
): Promise<Judgement[] | DropReason> {
  const answering = [...task.candidates.entries()].flatMap(([place, candidate]) =>
    isAnswering(candidate) ? [place] : [],
  );
  const asked = judge.aspects.flatMap(({ aspect }) =>
    ordersShown(judge.orders, answering, seededRandom(task.seed, task.rowId, judge.name, aspect)).map(
      (order, orderNumber) => askJudge({ ...task, judge, twin, aspect, order, orderNumber }, calls),
    ),
  );
  const judgements = await Promise.all(asked);
  return (
    judgements.find(isDropReason) ?? judgements.flatMap((judged) => (isDropReason(judged) ? [] : [judged]))
  );
}
