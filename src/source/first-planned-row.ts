import type { PlanCursor, RunSettings } from '../contract/run.ts';
import type { PlannedSource } from './plan-shards.ts';

/**
 * Where planning begins: at the first wanted row, with the draw set up where rows are drawn, for which all that may be
 * drawn are counted. Undefined where the source has no such row.
 */
export async function findFirstRow(
  { files, open }: Pick<PlannedSource, 'files' | 'open'>,
  { offset, limit, sample }: RunSettings['rows'],
): Promise<PlanCursor | undefined> {
  const begin = { row: offset, shard: 0, page: 0, rowsLeft: limit ?? null };
  let found: Omit<PlanCursor, 'draw'> | undefined;
  let passed = 0;
  for (const [file, sourceFile] of files.entries()) {
    const reader = await open(sourceFile);
    if (!found) {
      const first = await reader.pass(offset - passed);
      if ('rows' in first) {
        passed += first.rows;
        continue;
      }
      found = { file, ...first.place, ...begin };
      if (sample === undefined) return { ...found, draw: null };
    }
    const counted = await reader.pass(Infinity);
    passed += 'rows' in counted ? counted.rows : 0;
    if (limit !== undefined && passed >= offset + limit) break;
  }
  if (!found || sample === undefined) return undefined;
  const among = Math.min(passed - offset, limit ?? Infinity);
  return { ...found, draw: { wanted: Math.min(sample, among), among } };
}
