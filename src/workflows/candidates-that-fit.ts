import { isAnswering, type Candidate } from '../preference/candidate.ts';
import { cutThought } from '../preference/thoughts/cut-thought.ts';
import { wholeAnswer } from '../preference/tool-texts.ts';
import { limits } from '../contract/limits.ts';
import { jsonBytes } from '../contract/text-size.ts';

/**
 * A row's candidates with no more text than its judges can be sent in one payload, and its shard's history can hold once
 * for each judgement: the largest generated answers are lost until the others fit. Thoughts are cut to what the row's
 * columns can carry.
 */
export function candidatesThatFit(candidates: readonly Candidate[], judgements: number): Candidate[] {
  const mostBytes = Math.min(limits.candidateBytes, Math.floor(limits.rowHistoryBytes / (judgements + 2)));
  const sized = candidates.map((candidate) => ({
    candidate: withThoughtOf(candidate, Math.floor(limits.rowReasoningBytes / candidates.length)),
    bytes: isAnswering(candidate) ? jsonBytes(wholeAnswer(candidate)) : 0,
  }));
  let together = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const generated = sized.filter(({ candidate }) => candidate.finishReason !== 'original');
  for (const largest of generated.sort((first, second) => second.bytes - first.bytes)) {
    if (together <= mostBytes || largest.bytes === 0) break;
    together -= largest.bytes;
    largest.candidate = tooLarge(largest.candidate, largest.bytes, mostBytes);
  }
  return sized.map(({ candidate }) => candidate);
}

function tooLarge({ toolCalls: _, ...candidate }: Candidate, bytes: number, mostBytes: number): Candidate {
  const detail = `gave an answer of ${bytes} bytes, and a row's judges can be sent ${mostBytes} of all together`;
  return { ...candidate, text: null, loss: { reason: 'Llm.AnswerTooLarge', detail } };
}

function withThoughtOf(candidate: Candidate, mostBytes: number): Candidate {
  if (candidate.reasoning === undefined) return candidate;
  return { ...candidate, reasoning: cutThought(candidate.reasoning, mostBytes, jsonBytes) };
}
