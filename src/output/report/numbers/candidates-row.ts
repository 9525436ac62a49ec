import { pairPlaces } from '../../../preference/pair-places.ts';
import type { ConfigRow } from '../../../preference/config-features.ts';

/** A row as the `candidates` config has it. */
export type CandidatesRow = ConfigRow['candidates'];

export interface PairedAnswer {
  /** Its place among the row's candidates. */
  candidate: number;
  model: string;
  text: string;
  /** Null where no judge was asked. */
  rating: number | null;
}

export interface RowPair {
  signal: 'judged' | 'delta';
  chosen: PairedAnswer;
  rejected: PairedAnswer;
}

/** The pairs of a row, the judged one first where there are two. */
export function pairsOf(row: CandidatesRow): RowPair[] {
  return pairPlaces(row).flatMap(({ signal, chosen_index, rejected_index }) => {
    const chosen = answerAt(row, chosen_index);
    const rejected = answerAt(row, rejected_index);
    return chosen && rejected ? [{ signal, chosen, rejected }] : [];
  });
}

/** Null where a judge was not asked. */
export function marginOf({ signal, chosen, rejected }: RowPair): number | null {
  if (signal === 'delta' || chosen.rating === null || rejected.rating === null) return null;
  return chosen.rating - rejected.rating;
}

function answerAt(row: CandidatesRow, candidate: number): PairedAnswer | null {
  const said = row.generations[candidate];
  const text =
    said == null ? said : [said, row.generation_tool_calls?.[candidate] ?? ''].filter(Boolean).join('\n');
  const rating = row.ratings[candidate];
  const model = row.generation_models[candidate];
  if (text == null || model === undefined) return null;
  return { candidate, model, text, rating: rating ?? null };
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
