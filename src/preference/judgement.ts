import type { CallRecord } from './call-record.ts';
import type { TokenUsage } from './generation.ts';

/** A judge's answer about the texts it was shown, in the order it was shown them. */
export type JudgeReply = { usage: TokenUsage; call?: CallRecord | undefined } & (
  | ({ kind: 'rated' } & Verdicts)
  | { kind: 'refused'; detail: string }
  /** `reply` is what was said, as much of it as a judge is shown when it is asked to say it again. */
  | { kind: 'unparseable'; detail: string; reply: string }
);

/** One entry per text, in the order shown. */
export interface Verdicts {
  /** Null for a text that the judge called not applicable. */
  ratings: (number | null)[];
  rationales: string[];
  /** Under an aspect that has types: their numbers, null where the judge left them out. */
  types?: (number[] | null)[];
  typeRationales?: (string | null)[];
}

/** What one judge said about one row under one aspect. Ratings are integers from 1 to 5. */
export interface Judgement {
  judge: string;
  /** One of ours, or a rubric's own name. */
  aspect: string;
  /** The candidates' places in the row, in the order the judge was shown them. */
  order: number[];
  /** One per candidate of the row, in the row's order; null for one that was not shown or that got `N/A`. */
  ratings: (number | null)[];
  rationales: (string | null)[];
  /** Likewise, under an aspect that has types (helpfulness, truthfulness); null under the others. */
  types: (number[] | null)[] | null;
  typeRationales: (string | null)[] | null;
}

/** Maps a rated reply back from the order shown to the row's own order of candidates. */
export function judgementOf(
  { judge, aspect, order }: Pick<Judgement, 'judge' | 'aspect' | 'order'>,
  reply: Extract<JudgeReply, { kind: 'rated' }>,
  candidateCount: number,
): Judgement {
  const places = Array.from({ length: candidateCount }, (_, candidate) => order.indexOf(candidate));
  const inRow = <Said>(said: readonly (Said | null)[]) => places.map((place) => said[place] ?? null);
  return {
    judge,
    aspect,
    order: [...order],
    ratings: inRow(reply.ratings),
    rationales: inRow(reply.rationales),
    types: reply.types ? inRow(reply.types) : null,
    typeRationales: reply.typeRationales ? inRow(reply.typeRationales) : null,
  };
}
