import type { LastDrop } from '../../contract/last-drops.ts';

/** Rows that came to nothing, one by one, from wherever they can be read. */
export type DroppedRows = AsyncIterable<LastDrop> | readonly LastDrop[];

export interface DroppedRowsFound {
  rows: DroppedRows;
  /** Where they were read, in words. */
  from: string;
}
