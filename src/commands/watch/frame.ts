import stringWidth from 'string-width';
import { describeDropped } from '../../contract/failed-rows.ts';
import type { Progress } from '../../contract/steering.ts';
import { excerpt } from '../say.ts';
import { count, counted, duration, timeLeft } from './amounts.ts';
import { bar } from './bar.ts';
import type { Snapshot } from './snapshot.ts';
import { describeRetries } from './describe-retries.ts';
import { describeSpending } from './spending.ts';
import { stagesOf, type Stage } from './stages.ts';
import { alignColumns, betweenColumns, columnWidths } from './table.ts';

const barWidths = { least: 6, most: 24 };
const modelWidths = { least: 12, most: 36 };
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
    ...(progress.rows.left + progress.rows.inFlight > 0 ? timeLeft(progress.projected.secondsLeft) : []),
    ...(output === null ? [] : [excerpt(output, columns)]),
  ];
  return [
    head.join(' · '),
    ...(progress.read === undefined ? [] : [`read from ${excerpt(progress.read, columns - 10)}`]),
    ...(pause ? [`${pause.reason}: ${excerpt(pause.message, columns * 2)}`] : []),
    '',
    ...barLines(stagesOf(progress, snapshot.roles, snapshot.rates), columns),
    '',
    rowsLine(progress),
    ...[describeSpending(progress)].filter((line) => line !== ''),
    ...progress.retrying.map((retried) => describeRetries(retried, at, columns * 2)),
    ...dropLines(progress, columns),
  ];
}

function barLines(stages: readonly Stage[], columns: number): string[] {
  const cells = (modelWidth: number, barWidth: number): string[][] =>
    stages.map(({ name, model, done, total, amount, rate, note }) => [
      name,
      modelWidth === 0 ? '' : excerpt(model, modelWidth),
      bar(done, total, barWidth),
      amount,
      rate,
      note,
    ]);
  const left = columns - widthOf(cells(0, 0));
  const longest = Math.max(...stages.map(({ model }) => stringWidth(model)));
  const modelWidth = clamp(left - barWidths.least, modelWidths.least, Math.min(longest, modelWidths.most));
  const barWidth = clamp(left - modelWidth, barWidths.least, barWidths.most);
  return alignColumns(cells(modelWidth, barWidth), new Set([3, 4]));
}

function rowsLine({ rows, rowsInFlight, pairs, dropped }: Progress): string {
  const lost = Object.values(dropped).reduce((sum, each) => sum + each, 0);
  return [
    `${count(rows.inFlight)} of at most ${counted(rowsInFlight, 'row')} in flight`,
    counted(pairs, 'pair'),
    `${count(lost)} dropped`,
  ].join(' · ');
}

function dropLines({ dropped, lastDrops }: Progress, columns: number): string[] {
  if (Object.keys(dropped).length === 0) return [];
  const last = lastDrops.slice(-dropsShown).reverse();
  const heads = alignColumns(
    last.map(({ rowId, reason }) => [
      '',
      excerpt(rowId, modelWidths.most),
      excerpt(reason, modelWidths.most),
    ]),
    new Set(),
  );
  const width = widthOf(heads.map((head) => [head]));
  return [
    excerpt(`dropped: ${describeDropped(dropped)}`, columns),
    ...last.map(
      ({ detail }, place) =>
        `${(heads[place] ?? '').padEnd(width)}  ${excerpt(detail, Math.max(columns - width - 2, 20))}`,
    ),
  ];
}

function widthOf(rows: readonly (readonly string[])[]): number {
  const widths = columnWidths(rows);
  return widths.reduce((sum, width) => sum + width, 0) + betweenColumns * (widths.length - 1);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
