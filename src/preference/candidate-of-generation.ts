import type { Candidate } from './candidate.ts';
import type { DropReason } from './drop-reason.ts';
import { isRefusal, type Generation } from './generation.ts';

/** A model's answer as a candidate; a refusal or an empty answer is a candidate without text. */
export function candidateOfGeneration(model: string, generation: Generation): Candidate {
  const loss = lossOf(generation);
  const { toolCalls, finishReason, usage } = generation;
  return {
    model,
    text: loss ? null : generation.text,
    ...(toolCalls && !loss ? { toolCalls } : {}),
    finishReason,
    usage,
    loss,
  };
}

/** A call that failed for good, as a candidate without text. */
export function candidateOfLoss(model: string, loss: DropReason): Candidate {
  return { model, text: null, finishReason: 'failed', usage: { promptTokens: 0, completionTokens: 0 }, loss };
}

function lossOf(generation: Generation): DropReason | null {
  if (isRefusal(generation)) {
    return { reason: 'Llm.Refused', detail: `declined to answer (${generation.finishReason})` };
  }
  if (generation.text.trim() === '' && !generation.toolCalls)
    return { reason: 'Llm.BadRequest', detail: 'gave an empty answer' };
  return null;
}
