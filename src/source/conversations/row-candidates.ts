import type { GivenAnswers } from '../../preference/given-answers.ts';

/** The answers that a row held already. */
export interface RowCandidates {
  given: GivenAnswers;
  /** Where they stood: `completions`, or `chosen + rejected`. */
  from: string;
  columns: string[];
  /** Of the row, where an earlier run gave it one. */
  rowId?: string;
}
