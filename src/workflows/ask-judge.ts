import type { Candidate } from '../preference/candidate.ts';
import type { DropReason } from '../preference/drop-reason.ts';
import { judgementOf, type Aspect, type Judgement } from '../preference/judgement.ts';
import { callSeed, seededRandom, shuffled } from '../preference/seeded-random.ts';
import type { Judge } from '../contract/run-input.schema.ts';
import type { ModelCalls } from './model-calls.ts';

/** Asks for one judgement; with 3 % unparseable replies, three lose one row in 37,000. */
const mostAsks = 3;

export interface JudgeTask {
  label: string;
  rowId: string;
  judge: Judge;
  aspect: Aspect;
  instruction: string;
  candidates: readonly Candidate[];
  seed: number;
}

/**
 * Step UltraFeedback: one judge's ratings of the candidates that answered, shown in an order drawn for this row and
 * judge. A reply that doesn't parse is asked for again; no rating is ever guessed.
 */
export async function askJudge(task: JudgeTask, calls: ModelCalls): Promise<Judgement | DropReason> {
  const { label, rowId, judge, aspect, instruction, candidates, seed } = task;
  const shown = shuffled(
    candidates.flatMap(({ text }, candidate) => (text === null ? [] : [{ text, candidate }])),
    seededRandom(seed, rowId, judge.name, aspect),
  );
  const order = shown.map(({ candidate }) => candidate);
  const texts = shown.map(({ text }) => text);
  let problem = '';
  for (let ask = 1; ask <= mostAsks; ask += 1) {
    const askSeed = callSeed(seed, rowId, judge.name, aspect, ask);
    const reply = await calls.judge({ label, judge, aspect, instruction, texts, seed: askSeed });
    if ('reason' in reply) return { ...reply, detail: `${judge.name}: ${reply.detail}` };
    if (reply.kind === 'rated') {
      return judgementOf({ judge: judge.name, aspect, order }, reply, candidates.length);
    }
    if (reply.kind === 'refused') {
      return { reason: 'Llm.Refused', detail: `${judge.name} declined to judge: ${reply.detail}` };
    }
    problem = reply.detail;
  }
  return {
    reason: 'Judge.Unparseable',
    detail: `${judge.name} gave ${mostAsks} replies that could not be read; the last: ${problem}`,
  };
}
