import { writtenUsd } from '../../contract/cost.ts';
import { excerpt } from '../say.ts';
import { count, duration } from '../watch/amounts.ts';
import { alignColumns, betweenColumns, columnWidths } from '../watch/table.ts';
import type { ListedRun } from './listed-run.ts';

const unknown = '–';
const longestName = 48;
const shortestName = 12;

/** In a terminal of so many columns, names give way first, then when a run was started. */
export function runsTable(runs: readonly ListedRun[], now: Date, columns = Infinity): string[] {
  const head = ['run', 'state', 'rows', 'pairs', 'dropped', 'cost', 'took', 'started'];
  const whole = [head, ...runs.map((run) => cells(run, now))];
  const leftFor = (table: string[][]): number =>
    columns -
    columnWidths(table.map((row) => row.slice(1))).reduce((sum, width) => sum + width + betweenColumns, 0);
  const table = leftFor(whole) < shortestName ? whole.map((row) => row.slice(0, -1)) : whole;
  const longest = Math.max(shortestName, Math.min(longestName, leftFor(table)));
  const shown = table.map(([run = '', ...rest]) => [excerpt(run, longest), ...rest]);
  return alignColumns(shown, new Set([2, 3, 4, 5]));
}

function cells(run: ListedRun, now: Date): string[] {
  const { workflowId, name, state, rows, pairs, dropped, costUsd, costIsPart, startedAt, endedAt } = run;
  const took = ((endedAt ?? now).getTime() - startedAt.getTime()) / 1_000;
  return [
    name === undefined || name === workflowId ? workflowId : `${workflowId} (${name})`,
    excerpt(state, longestName),
    rows ? `${count(rows.done)}/${count(rows.planned)}` : unknown,
    pairs === undefined ? unknown : count(pairs),
    dropped === undefined ? unknown : count(dropped),
    costUsd === undefined ? unknown : `${writtenUsd(costUsd)}${costIsPart ? '+' : ''}`,
    duration(took),
    startedAt.toISOString().slice(0, 16).replace('T', ' '),
  ];
}
