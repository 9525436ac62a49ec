import type { RowCall } from './call-record.ts';
import type { ToolCall } from './conversation.schema.ts';
import type { DropReason } from './drop-reason.ts';
import type { FinishReason, TokenUsage } from './generation.ts';
import { wholeAnswer } from './tool-texts.ts';

/**
 * One response that competes for a row. A candidate without a text (refused, failed, empty) keeps its place in the
 * row's columns, so that each row has one entry per configured candidate, but is not shown to a judge.
 */
export interface Candidate {
  /** How the columns call it: a generator's name, or the label of the original response. */
  model: string;
  /** Empty for one that calls tools and says nothing. */
  text: string | null;
  toolCalls?: ToolCall[] | undefined;
  /** What its model thought first; kept apart, and never shown to a judge. */
  reasoning?: string | undefined;
  /** `given` for one that was there before the run, and whose source does not say. */
  finishReason: FinishReason | 'original' | 'given' | 'failed';
  usage: TokenUsage;
  /** The call it came of; absent for one that no call of this run made. */
  call?: RowCall | undefined;
  /** Why there is no text. */
  loss: DropReason | null;
}

export interface AnsweringCandidate extends Candidate {
  text: string;
}

export function isAnswering(candidate: Candidate): candidate is AnsweringCandidate {
  return candidate.text !== null;
}

/** Whether two say and call the same; white space around it is no difference. */
export function isSameAnswer(one: Candidate, other: Candidate): boolean {
  if (!isAnswering(one) || !isAnswering(other)) return false;
  return wholeAnswer(one).trim() === wholeAnswer(other).trim();
}
