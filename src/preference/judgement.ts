import type { Aspect } from './aspect.ts';
import type { TokenUsage } from './generation.ts';

export type { Aspect } from './aspect.ts';

/** A judge's answer about the texts it was shown, in the order it was shown them. */
export type JudgeReply =
  | ({ kind: 'rated'; usage: TokenUsage } & Verdicts)
  | { kind: 'refused'; detail: string; usage: TokenUsage }
  | { kind: 'unparseable'; detail: string; usage: TokenUsage };

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
  aspect: Aspect;
  /** The candidates' places in the row, in the order the judge was shown them. */
  order: number[];
  /** One per candidate of the row, in the row's order; null for one that was not shown or that got `N/A`. */
  ratings: (number | null)[];
  rationales: (string | null)[];
}

/** Maps a rated reply back from the order shown to the row's own order of candidates. */
export function judgementOf(
  { judge, aspect, order }: Pick<Judgement, 'judge' | 'aspect' | 'order'>,
  reply: Extract<JudgeReply, { kind: 'rated' }>,
  candidateCount: number,
): Judgement {
  const places = Array.from({ length: candidateCount }, (_, candidate) => order.indexOf(candidate));
  return {
    judge,
    aspect,
    order: [...order],
    ratings: places.map((place) => reply.ratings[place] ?? null),
    rationales: places.map((place) => reply.rationales[place] ?? null),
  };
}

/** Each candidate's mean rating over all judgements; null where no judge rated it. */
export function meanRatings(judgements: readonly Judgement[], candidateCount: number): (number | null)[] {
  return Array.from({ length: candidateCount }, (_, candidate) => {
    const given = judgements.flatMap(({ ratings }) => ratings[candidate] ?? []);
    return given.length > 0 ? given.reduce((sum, rating) => sum + rating, 0) / given.length : null;
  });
}
