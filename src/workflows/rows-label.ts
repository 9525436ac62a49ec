import type { Shard } from '../contract/run.ts';

/** `rows 224–255`, counted from 0 as in row ids. */
export function rowsLabel({ firstRow, lastRow }: Pick<Shard, 'firstRow' | 'lastRow'>): string {
  return firstRow === lastRow ? `row ${firstRow}` : `rows ${firstRow}–${lastRow}`;
}
