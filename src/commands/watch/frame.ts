import { describeDropped } from '../../contract/failed-rows.ts';
import { excerpt } from '../say.ts';
import { duration } from './amounts.ts';
import { bar } from './bar.ts';
import type { Snapshot } from './snapshot.ts';
import { describeSpending } from './spending.ts';
import { stagesOf, type Stage } from './stages.ts';
import { alignColumns, columnWidths } from './table.ts';

const barWidth = { least: 6, most: 24 };
const longestModel = 36;
const dropsShown = 5;

/** A run as one screen of `columns` characters: where it is, its stages, what it costs, what was lost last. */
export function frameOf(snapshot: Snapshot, columns: number): string[] {
  const { workflowId, progress, at } = snapshot;
  const { name, state, pause, startedAt, output } = progress;
  const head = [
    excerpt(workflowId, columns),
    ...(name === workflowId ? [] : [excerpt(name, columns)]),
    state,
    duration((at - Date.parse(startedAt)) / 1_000),
    ...(output === null ? [] : [excerpt(output, columns)]),
  ];
  return [
    head.join(' · '),
    ...(pause ? [`${pause.reason}: ${excerpt(pause.message, columns * 2)}`] : []),
    '',
    ...barLines(stagesOf(progress, snapshot.roles, snapshot.rates), columns),
    '',
    describeSpending(progress),
    ...dropLines(snapshot, columns),
  ];
}

function barLines(stages: readonly Stage[], columns: number): string[] {
  const cells = (width: number): string[][] =>
    stages.map(({ name, model, done, total, amount, rate, note }) => [
      name,
      excerpt(model, longestModel),
      bar(done, total, width),
      amount,
      rate,
      note,
    ]);
  const widths = columnWidths(cells(0));
  const taken = widths.reduce((sum, width) => sum + width + 2, 0);
  const width = Math.max(barWidth.least, Math.min(columns - taken, barWidth.most));
  return alignColumns(cells(width), new Set([3, 4]));
}

function dropLines({ progress: { dropped, lastDrops } }: Snapshot, columns: number): string[] {
  if (Object.keys(dropped).length === 0) return [];
  const last = lastDrops
    .slice(-dropsShown)
    .reverse()
    .map(({ rowId, reason, detail }) =>
      excerpt(`  ${rowId}  ${reason}  ${detail}`, columns).replace(/^/, '  '),
    );
  return [`dropped: ${describeDropped(dropped)}`, ...last];
}
