import { invalidInput } from '../contract/failures.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import type { LoadedRow, PlanCursor } from '../contract/run.ts';
import type { DataDirectory } from '../dataset/data-directory.ts';
import { loadShard } from '../dataset/load-shard.ts';
import { findRow, planShards } from '../dataset/plan-shards.ts';
import { findSourceFile, openSourceFile } from '../dataset/source-file.ts';
import { noRows } from './plan-dataset.ts';

/** Every row that a run of this input would work on, planned and loaded as the run does, without claiming anything. */
export async function* plannedRows(input: RunInput, directory: DataDirectory): AsyncGenerator<LoadedRow> {
  const source = await findSourceFile(directory, input.source.path);
  const path = await openSourceFile(directory, source);
  const { offset, limit } = input.rows;
  let cursor: PlanCursor | null | undefined = await findRow(path, offset, limit ?? null);
  if (!cursor) throw invalidInput([noRows(input.source.path, offset)]);
  while (cursor) {
    const { shards, next } = await planShards(path, input, cursor);
    for (const shard of shards) yield* await loadShard(path, source, input.turns, shard);
    cursor = next;
  }
}
