import type { TurnSelection } from '../preference/conversation-turns.ts';
import { limits } from '../contract/limits.ts';
import type { LoadedRow, Shard, SourceFile } from '../contract/run.ts';
import { readLines } from './jsonl-lines.ts';
import { rowsOfLine } from './rows-of-line.ts';

/** Reads the rows of one shard, and only its part of the file. A bad row is a value with its reason. */
export async function loadShard(
  path: string,
  source: Pick<SourceFile, 'name'>,
  turns: TurnSelection,
  shard: Shard,
): Promise<LoadedRow[]> {
  const rows: LoadedRow[] = [];
  let sourceRow = shard.firstRow;
  for await (const line of readLines(path, { ...shard, mostBytes: limits.rowBytes })) {
    rows.push(...rowsOfLine(line, sourceRow, source, turns));
    sourceRow += 1;
  }
  return rows;
}
