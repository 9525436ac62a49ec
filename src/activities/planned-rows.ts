import { invalidInput } from '../contract/failures.ts';
import { takesImages } from '../contract/takes-images.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import type { LoadedRow, PlanCursor, SourceFile } from '../contract/run.ts';
import { findFirstRow } from '../source/first-planned-row.ts';
import { loadShard } from '../source/load-shard.ts';
import { contextOf, planShards } from '../source/plan-shards.ts';
import { readEarlierPrompts } from '../source/selection/earlier-prompts.ts';
import { openRowChecks } from '../source/selection/row-checks.ts';
import { seenSoFar } from '../source/selection/seen-conversations.ts';
import type { SourceAccess } from '../source/source-access.ts';
import { findSource, openSourceFile, sourcePlace } from '../source/source-files.ts';
import { noRows } from './plan-dataset.ts';

/** Every row that a run of this input would work on, planned and loaded as the run does, without claiming anything. */
export async function* plannedRows(input: RunInput, access: SourceAccess): AsyncGenerator<LoadedRow> {
  const { source, files } = await findSource(access, input.source);
  const { notIn } = input.rows;
  const seen = seenSoFar(input.rows, notIn && (await readEarlierPrompts(access, notIn.path)));
  const open = (file: SourceFile) => openSourceFile(access, source, file);
  const check = await openRowChecks(access, input.rows);
  let cursor: PlanCursor | null | undefined = await findFirstRow({ files, open }, input.rows);
  if (!cursor) throw invalidInput([noRows(input)]);
  while (cursor) {
    const { shards, next, survey } = await planShards({ source, files, open }, input, cursor, seen, check);
    const problem = survey.problem();
    if (problem !== undefined) throw invalidInput([`${sourcePlace(source)}: ${problem}`]);
    for (const shard of shards) {
      const reader = await open(shard.file);
      const file = source.files > 1 ? shard.file : undefined;
      yield* await loadShard(
        reader,
        contextOf(source, { ...input, images: takesImages(input) }, reader, file, check),
        shard,
      );
    }
    cursor = next;
  }
}
