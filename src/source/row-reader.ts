/** Where a row begins in its file. */
export interface RowPlace {
  /** A byte of a JSON Lines file, or a row of a Parquet file. */
  start: number;
  /** Of the row, counted from 1, blank lines too. */
  number: number;
}

export type ReadRow = { json: unknown } | { problem: string } | { tooLarge: number };

export interface SourceRow extends RowPlace {
  /** Behind the row. */
  end: number;
  /** Size as it stands. */
  bytes: () => number;
  /** Parses the row, which a reader that only passes over it is spared. */
  read: () => ReadRow;
}

/** One file of rows, readable from any of them on. Memory does not grow with the file. */
export interface RowReader {
  /** What a row's number counts. */
  unit: 'line' | 'row';
  /** What passing over one byte or row of a place costs, in bytes. */
  bytesPerStep: number;
  rows(from: RowPlace, end?: number): AsyncGenerator<SourceRow>;
  /** Passes over so many rows from the file's beginning; where it has no more, says how many there are. */
  pass(rows: number): Promise<{ place: RowPlace } | { rows: number }>;
}

export const firstPlace: RowPlace = { start: 0, number: 1 };
