import { isAnswering, type AnsweringCandidate, type Candidate } from './candidate.ts';
import type { DropReason } from './drop-reason.ts';

export interface CombinedColumns {
  generations: (string | null)[];
  generation_models: string[];
}

/** Step CombineColumns: candidates in the order of their configuration, never of their arrival. */
export function combineColumns(candidates: readonly Candidate[]): CombinedColumns {
  return {
    generations: candidates.map(({ text }) => text),
    generation_models: candidates.map(({ model }) => model),
  };
}

/** The candidates a judge can compare, or why there are fewer than two. */
export function answeringCandidates(candidates: readonly Candidate[]): AnsweringCandidate[] | DropReason {
  const answering = candidates.filter(isAnswering);
  if (answering.length >= 2) return answering;
  const losses = candidates.flatMap(({ model, loss }) => (loss ? [{ model, ...loss }] : []));
  return {
    reason: losses[0]?.reason ?? 'Pair.TooFewCandidates',
    detail: `${answering.length} of ${candidates.length} candidates answered: ${losses
      .map(({ model, reason, detail }) => `${model}: ${reason}, ${detail}`)
      .join('; ')}`,
  };
}
