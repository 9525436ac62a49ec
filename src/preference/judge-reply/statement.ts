import type { RatingValue } from './rating-value.ts';

/** What a judge's JSON says of one text, by its number from 1; undefined where only the order tells which it is. */
export interface Statement {
  text: number | undefined;
  /** Undefined for what is not one rating in range. */
  rating: RatingValue;
  /** The rating as it was written. */
  written: string;
  rationale: string;
  types: number[] | null;
  typeRationale: string | null;
}

/** The statements that stand together: one verdict, or a part of one. */
export type Group = readonly Statement[];
