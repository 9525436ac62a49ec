import { writtenUsd } from '../../contract/cost.ts';
import { excerpt } from '../say.ts';
import { count, duration } from '../watch/amounts.ts';
import { alignColumns } from '../watch/table.ts';
import type { ListedRun } from './listed-run.ts';

const unknown = '–';
const longestName = 48;

export function runsTable(runs: readonly ListedRun[], now: Date): string[] {
  const head = ['run', 'state', 'rows', 'pairs', 'dropped', 'cost', 'started', 'took'];
  return alignColumns([head, ...runs.map((run) => cells(run, now))], new Set([2, 3, 4, 5]));
}

function cells(run: ListedRun, now: Date): string[] {
  const { workflowId, name, state, rows, pairs, dropped, costUsd, startedAt, endedAt } = run;
  const took = ((endedAt ?? now).getTime() - startedAt.getTime()) / 1_000;
  return [
    excerpt(name === undefined || name === workflowId ? workflowId : `${workflowId} (${name})`, longestName),
    excerpt(state, longestName),
    rows ? `${count(rows.done)}/${count(rows.planned)}` : unknown,
    pairs === undefined ? unknown : count(pairs),
    dropped === undefined ? unknown : count(dropped),
    costUsd === undefined ? unknown : writtenUsd(costUsd),
    startedAt.toISOString().slice(0, 16).replace('T', ' '),
    duration(took),
  ];
}
