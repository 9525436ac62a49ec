import type { Shard } from '../contract/run.ts';

/** `rows 224–255`, counted from 0 as in row ids. */
export function rowsLabel({ firstRow, sourceRows }: Shard): string {
  return sourceRows === 1 ? `row ${firstRow}` : `rows ${firstRow}–${firstRow + sourceRows - 1}`;
}
