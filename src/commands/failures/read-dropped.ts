import type { LastDrop } from '../../contract/last-drops.ts';
import type { DroppedRows } from './dropped-rows.ts';

export interface ReadDropped {
  /** At most `limit`, each row once. */
  rows: LastDrop[];
  /** Whether there are more. */
  more: boolean;
}

/** The first rows of each source in turn, those of `reason` where one is given. */
export async function readDropped(
  sources: readonly DroppedRows[],
  { limit, reason }: { limit: number; reason?: string | undefined },
): Promise<ReadDropped> {
  const rows = new Map<string, LastDrop>();
  for (const source of sources) {
    for await (const row of source) {
      if (rows.has(row.rowId) || (reason !== undefined && row.reason !== reason)) continue;
      if (rows.size === limit) return { rows: [...rows.values()], more: true };
      rows.set(row.rowId, row);
    }
  }
  return { rows: [...rows.values()], more: false };
}
