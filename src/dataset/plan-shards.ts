import type { TurnSelection } from '../preference/conversation-turns.ts';
import { limits } from '../contract/limits.ts';
import type { PlanCursor, PlannedShards, RunSettings, Shard } from '../contract/run.ts';
import { readLines, type Line } from './jsonl-lines.ts';
import { parseJsonLine } from './parse-json-line.ts';
import { rowsOfLine } from './rows-of-line.ts';
import { ShardBudget, type SourceRowSize } from './shard-budget.ts';

export interface ShardPlan extends PlannedShards {
  /** The first lines that are no JSON. They are planned like others: their shard says what is wrong with each. */
  problems: string[];
}

/** Enough to see what is wrong with a file. */
const mostProblems = 20;

/**
 * Cuts the rows behind `cursor` into shards, each inside the budgets of {@link limits}, up to `limits.plannedShards`
 * of them. Only places are kept, so memory stays flat whatever the size of the file.
 */
export async function planShards(
  path: string,
  settings: Pick<RunSettings, 'turns' | 'generators' | 'judges'>,
  cursor: PlanCursor,
): Promise<ShardPlan> {
  const budget = new ShardBudget(settings);
  const shards: Shard[] = [];
  const problems: string[] = [];
  let row = cursor.row;
  let rowsLeft = cursor.rowsLeft;

  for await (const line of readRows(path, cursor)) {
    if (rowsLeft === 0) break;
    const problem = problems.length < mostProblems ? problemOf(line) : undefined;
    if (problem) problems.push(problem);

    const size = sizeOf(line, settings.turns);
    let shard = shards.at(-1);
    if (!shard || !budget.fits(size)) {
      const index = cursor.shard + shards.length;
      const { number, byteStart } = line;
      if (shards.length >= limits.plannedShards) {
        return { shards, problems, next: { byte: byteStart, line: number, row, shard: index, rowsLeft } };
      }
      shard = {
        index,
        firstRow: row,
        sourceRows: 0,
        rowCount: 0,
        firstLine: number,
        byteStart,
        byteEnd: byteStart,
      };
      shards.push(shard);
      budget.startNext();
    }
    budget.take(size);
    shard.sourceRows += 1;
    shard.rowCount += size.rows;
    shard.byteEnd = line.byteEnd;
    row += 1;
    if (rowsLeft !== null) rowsLeft -= 1;
  }
  return { shards, problems, next: null };
}

/** Where the row with the given number begins; undefined where the file has fewer. */
export async function findRow(
  path: string,
  row: number,
  rowsLeft: number | null,
): Promise<PlanCursor | undefined> {
  let passed = 0;
  for await (const { byteStart, number } of readRows(path, { byte: 0, line: 1 })) {
    if (passed === row) return { byte: byteStart, line: number, row, shard: 0, rowsLeft };
    passed += 1;
  }
  return undefined;
}

function readRows(path: string, { byte, line }: Pick<PlanCursor, 'byte' | 'line'>) {
  return readLines(path, { byteStart: byte, firstLine: line, mostBytes: limits.rowBytes });
}

/** What one row of the source weighs: as it stands, or once for each turn that makes a row. */
function sizeOf(line: Line, turns: TurnSelection): SourceRowSize {
  if (turns === 'last') return { rows: 1, bytes: line.bytes?.length ?? 0 };
  const rows = rowsOfLine(line, 0, { name: '' }, turns);
  return { rows: rows.length, bytes: Buffer.byteLength(JSON.stringify(rows)) };
}

function problemOf({ bytes, number }: Line): string | undefined {
  const parsed = bytes ? parseJsonLine(bytes) : undefined;
  return parsed && 'problem' in parsed ? `line ${number} ${parsed.problem}` : undefined;
}
