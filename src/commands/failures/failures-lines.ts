import type { LastDrop } from '../../contract/last-drops.ts';
import { excerpt } from '../say.ts';
import { count, counted } from '../watch/amounts.ts';
import { alignColumns } from '../watch/table.ts';

const longestDetail = 300;
const longestName = 60;

/** Counts by reason, the most frequent first. */
export function countLines(dropped: Readonly<Record<string, number>>): string[] {
  const reasons = Object.entries(dropped).sort(([, first], [, second]) => second - first);
  const total = reasons.reduce((sum, [, lost]) => sum + lost, 0);
  return [
    `${counted(total, 'row')} dropped${total > 0 ? ':' : ''}`,
    ...alignColumns(
      reasons.map(([reason, lost]) => ['', count(lost), excerpt(reason, longestName)]),
      new Set([1]),
    ),
  ];
}

/** Row, reason and detail, a line each. */
export function rowLines(rows: readonly LastDrop[]): string[] {
  return alignColumns(
    rows.map(({ rowId, reason, detail }) => [
      excerpt(rowId, longestName),
      excerpt(reason, longestName),
      excerpt(detail, longestDetail),
    ]),
    new Set(),
  );
}
