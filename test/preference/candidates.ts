import type { Candidate } from '../../src/preference/candidate.ts';
import { candidateOfGeneration, candidateOfLoss } from '../../src/preference/candidate-of-generation.ts';

export function answer(model: string, text: string): Candidate {
  return candidateOfGeneration(model, {
    text,
    finishReason: 'stop',
    usage: { promptTokens: 20, completionTokens: 5 },
  });
}

export function timeout(model: string): Candidate {
  return candidateOfLoss(model, { reason: 'Llm.Timeout', detail: 'no answer in 120 s' });
}
