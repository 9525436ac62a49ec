import type { JudgeCallMade } from '../preference/call-columns.ts';
import { isAnswering, type Candidate } from '../preference/candidate.ts';
import type { DropReason } from '../preference/drop-reason.ts';
import { aspectName, type AskedAspect } from '../preference/aspect.ts';
import { judgementOf, type JudgeReply, type Judgement } from '../preference/judgement.ts';
import { sharedAmongSame } from '../preference/shared-ratings.ts';
import { shownAnswer } from '../preference/tool-sections.ts';
import { callSeed } from '../preference/seeded-random.ts';
import type { Judge } from '../contract/run-input.schema.ts';
import type { ModelCalls } from './model-calls.ts';

/** Asks for one judgement; with 3 % unparseable replies, three lose one row in 37,000. */
const mostAsks = 3;

export interface JudgeTask {
  label: string;
  rowId: string;
  judge: Judge;
  /** How many judges of the jury before it are asked in the same words. */
  twin: number;
  aspect: AskedAspect;
  /** The row's original response, where there is one. */
  reference?: string | undefined;
  instruction: string;
  candidates: readonly Candidate[];
  toolFence?: string | undefined;
  /** Addresses of the images that the conversation shows; absent where it shows none. */
  images?: string[] | undefined;
  /** Places in the row of the candidates that answered, as this judge is to see them. */
  order: readonly number[];
  /** Which of its orders that is, counted from 0. */
  orderNumber: number;
  seed: number;
  /** Told of every answer, whether or not it could be read. */
  answered: (call: JudgeCallMade) => void;
}

/**
 * Step UltraFeedback: one judge's ratings of the candidates that answered, under one aspect, in one order. A judge
 * whose reply can't be read is asked to say it again in the form asked for, then once more from the start: at
 * temperature 0 the same question would bring the same reply. No rating is ever guessed.
 */
export async function askJudge(task: JudgeTask, calls: ModelCalls): Promise<Judgement | DropReason> {
  const { label, rowId, judge, aspect, instruction, candidates, toolFence, order, orderNumber, seed, twin } =
    task;
  const name = aspectName(aspect);
  const reference = judge.reference === 'original' ? task.reference : undefined;
  const texts = order.flatMap((place) => {
    const candidate = candidates[place];
    return candidate && isAnswering(candidate) ? [shownAnswer(candidate, toolFence)] : [];
  });
  let unread: Extract<JudgeReply, { kind: 'unparseable' }> | undefined;
  for (let ask = 1; ask <= mostAsks; ask += 1) {
    const reply = await calls.judge({
      label: judge.orders > 1 ? `${label} · order ${orderNumber + 1}` : label,
      judge,
      aspect,
      instruction,
      texts,
      ...(reference === undefined ? {} : { reference }),
      ...(toolFence === undefined ? {} : { toolFence }),
      ...(task.images ? { images: task.images } : {}),
      repair: unread && ask === 2 ? { reply: unread.reply, problem: unread.detail } : undefined,
      draw: `${seed}/${twin}/${orderNumber}/${ask}`,
      seed: callSeed(seed, rowId, judge.name, name, orderNumber, ask),
    });
    const { usage, call: record } = 'reason' in reply ? {} : reply;
    if (usage && record) {
      const { name: by, model } = judge;
      task.answered({ model, judge: by, aspect: name, order, orderNumber, ask, record, usage });
    }
    if ('reason' in reply) return { ...reply, detail: `${judge.name}: ${reply.detail}` };
    if (reply.kind === 'rated') {
      const judgement = judgementOf(
        { judge: judge.name, aspect: name, order: [...order] },
        reply,
        candidates.length,
      );
      return sharedAmongSame(judgement, candidates);
    }
    if (reply.kind === 'refused') {
      return { reason: 'Llm.Refused', detail: `${judge.name} declined to judge: ${reply.detail}` };
    }
    unread = reply;
  }
  return {
    reason: 'Judge.Unparseable',
    detail: `${judge.name} gave ${mostAsks} replies that could not be read; the last: ${unread?.detail ?? ''}`,
  };
}
