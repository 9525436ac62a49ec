import { toolCallSchema } from '../../preference/conversation.schema.ts';
import { z } from 'zod';
import { generationHash, verdictsHash } from '../../answers/call-hashes.ts';
import type { AuditedCall, AuditedRow } from './audited-row.schema.ts';

/** What a hash says of what was published: the same, another, or nothing, where it was not published whole. */
export type AnswerCheck = 'as answered' | 'not as answered' | { unchecked: string };

const toolCallsSchema = z.array(toolCallSchema);

/** Compares a call's hash with that of what its row says was answered. */
export function checkAnswer(call: AuditedCall, row: AuditedRow): AnswerCheck {
  const hash = call.step === 'generate' ? hashOfGeneration(call, row) : hashOfVerdicts(call, row);
  if (typeof hash !== 'string') return hash;
  return hash === call.answer ? 'as answered' : 'not as answered';
}

function hashOfGeneration({ candidates: [place = -1] }: AuditedCall, row: AuditedRow) {
  const text = row.generations[place];
  if (text == null)
    return { unchecked: `no text of it is published: ${row.losses[place] ?? 'it is missing'}` };
  const calls = row.generation_tool_calls?.[place];
  return generationHash(text, calls ? toolCallsSchema.parse(JSON.parse(calls)) : []);
}

function hashOfVerdicts(call: AuditedCall, { judgements, calls }: AuditedRow) {
  const isLastAsk = !calls.some((other) => isSameQuestion(other, call) && other.ask > call.ask);
  const judgement = judgements.find((one) => isSameQuestion({ ...one, candidates: one.order }, call));
  if (!judgement || !isLastAsk) return { unchecked: 'its reply is not published, since it was of no use' };
  const inOrder = <Said>(said: readonly Said[]) => judgement.order.map((place) => said[place] ?? null);
  const rationales = inOrder(judgement.rationales);
  if (rationales.some((rationale) => rationale !== null && cutMark.test(rationale))) {
    return { unchecked: 'its rationales were cut for their size' };
  }
  return verdictsHash({ ratings: inOrder(judgement.ratings), rationales });
}

const cutMark = /\[… \d+ more characters of this rationale were left out for their size\]$/;

function isSameQuestion(
  first: Pick<AuditedCall, 'judge' | 'aspect' | 'candidates'>,
  second: Pick<AuditedCall, 'judge' | 'aspect' | 'candidates'>,
): boolean {
  return (
    first.judge === second.judge &&
    first.aspect === second.aspect &&
    first.candidates.join() === second.candidates.join()
  );
}
