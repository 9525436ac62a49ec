/** Where in its source a row comes from, as its id tells. */
export interface RowPlace {
  /** Counted from 0. */
  row: number;
  /** Counted from 0, for a run that makes a row of each turn; -1 for a row of a whole conversation. */
  turn: number;
}

const rowIdForm = /\/(?<row>\d+)(?:\/turn-(?<turn>\d+))?$/;

/** Of a row id such as `letters/17` or `letters/17/turn-2`; undefined for what is no row id. */
export function rowPlaceOf(rowId: string): RowPlace | undefined {
  const found = rowIdForm.exec(rowId)?.groups;
  return found && { row: Number(found['row']), turn: Number(found['turn'] ?? -1) };
}

/** Where a published row comes from. */
export function placeOfRow({ row_id }: { row_id: string }): RowPlace {
  const place = rowPlaceOf(row_id);
  if (!place)
    throw new Error(`"${row_id}" does not end with a row's number, as the ids of this application do`);
  return place;
}

/** Below zero where the first comes before the second. */
export function comparePlaces(first: RowPlace, second: RowPlace): number {
  return first.row - second.row || first.turn - second.turn;
}
