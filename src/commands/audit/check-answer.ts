import { toolCallSchema } from '../../preference/conversation.schema.ts';
import { z } from 'zod';
import { generationHash, verdictsHash } from '../../answers/call-hashes.ts';
import type { AuditedCall, AuditedRow } from './audited-row.schema.ts';

/** What a hash says of what was published: the same, another, or nothing, where it was not published whole. */
export type AnswerCheck = 'as answered' | 'not as answered' | { unchecked: string };

const toolCallsSchema = z.array(toolCallSchema);

/** Compares a call's hash with that of what its row says was answered. */
export function checkAnswer(call: AuditedCall, row: AuditedRow): AnswerCheck {
  return call.step === 'generate' ? checkGeneration(call, row) : checkVerdicts(call, row);
}

function checkGeneration({ candidates: [place = -1], answer }: AuditedCall, row: AuditedRow): AnswerCheck {
  const text = row.generations[place];
  if (text == null) {
    return { unchecked: `no text of it is published: ${row.losses[place] ?? 'it is missing'}` };
  }
  const calls = row.generation_tool_calls?.[place];
  const hash = generationHash(text, calls ? toolCallsSchema.parse(JSON.parse(calls)) : []);
  return hash === answer ? 'as answered' : 'not as answered';
}

/** A judge may have been asked more than once in one order, where there are few: any of these judgements may be the one. */
function checkVerdicts(call: AuditedCall, { judgements, calls }: AuditedRow): AnswerCheck {
  const published = judgements
    .filter((judgement) => isSameQuestion({ ...judgement, candidates: judgement.order }, call))
    .map(({ order, ratings, rationales }) => ({
      ratings: order.map((place) => ratings[place] ?? null),
      rationales: order.map((place) => rationales[place] ?? null),
    }));
  if (published.some((verdicts) => verdictsHash(verdicts) === call.answer)) return 'as answered';
  const wasAskedAgain = calls.some((other) => isSameQuestion(other, call) && other.ask > call.ask);
  if (published.length === 0 || wasAskedAgain) {
    return { unchecked: 'its reply is not published, since it was of no use' };
  }
  return published.some(({ rationales }) => rationales.some((text) => text !== null && cutMark.test(text)))
    ? { unchecked: 'its rationales were cut for their size' }
    : 'not as answered';
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
