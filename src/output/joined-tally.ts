import type { Tally } from '../contract/tally.ts';
import { comparePlaces, type RowPlace } from '../dataset/row-place.ts';
import { madePlaces, type RowsOf } from './joined-rows.ts';

/** What the rows of a joined dataset count, beside what was used and lost for the run's own. */
export async function joinedTally(own: Tally, rowsOf: RowsOf): Promise<Tally> {
  const dropped: Record<string, number> = {};
  for await (const { reason } of rowsOf('dropped')) dropped[reason] = (dropped[reason] ?? 0) + 1;
  let pairs = 0;
  let rowsWithTools = own.rowsWithTools ?? 0;
  for await (const row of rowsOf('trl')) {
    pairs += 1;
    // The column is there, and null, for a row without tools too, once any row has some.
    if (row.tools !== undefined) rowsWithTools += 1;
  }
  let rows = 0;
  let last: RowPlace | undefined;
  for await (const place of madePlaces(rowsOf)) {
    if (!last || comparePlaces(last, place) !== 0) rows += 1;
    last = place;
  }
  const { rowsWithTools: _, ...others } = own;
  return {
    ...others,
    rows,
    pairs,
    dropped: Object.fromEntries(
      Object.entries(dropped).sort(([first], [second]) => (first < second ? -1 : 1)),
    ),
    ...(rowsWithTools > 0 ? { rowsWithTools } : {}),
  };
}
