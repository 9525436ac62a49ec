import type { ConfigRow } from '../../../preference/config-features.ts';

/** A row as the `candidates` config has it. */
export type CandidatesRow = ConfigRow['candidates'];

export interface PairedAnswer {
  /** Its place among the row's candidates. */
  candidate: number;
  model: string;
  text: string;
  rating: number;
}

export interface RowPair {
  chosen: PairedAnswer;
  rejected: PairedAnswer;
}

/** The pair of a row, where `default` has one for it. */
export function pairOf(row: CandidatesRow): RowPair | null {
  const chosen = answerAt(row, row.chosen_index);
  const rejected = answerAt(row, row.rejected_index);
  return chosen && rejected && { chosen, rejected };
}

function answerAt(row: CandidatesRow, candidate: number | null): PairedAnswer | null {
  if (candidate === null) return null;
  const said = row.generations[candidate];
  const text =
    said == null ? said : [said, row.generation_tool_calls?.[candidate] ?? ''].filter(Boolean).join('\n');
  const rating = row.ratings[candidate];
  const model = row.generation_models[candidate];
  return text == null || rating == null || model === undefined ? null : { candidate, model, text, rating };
}

export interface RatedCandidate {
  model: string;
  rating: number;
}

/** The candidates of a row that were rated, in the row's order. */
export function ratedCandidates(row: CandidatesRow): RatedCandidate[] {
  return row.generation_models.flatMap((model, candidate) => {
    const rating = row.ratings[candidate];
    return rating == null ? [] : [{ model, rating }];
  });
}
