import type { DropReason } from '../preference/drop-reason.ts';
import type { LoadedRow, RepeatedRow, Shard } from '../contract/run.ts';
import { conversationOf, rowsOfConversation, type RowContext } from './rows-of-source-row.ts';
import type { RowReader } from './row-reader.ts';

/** Reads the rows of one shard, and only its part of the file. A bad row is a value with its reason. */
export async function loadShard(reader: RowReader, context: RowContext, shard: Shard): Promise<LoadedRow[]> {
  const repeated = new Map(shard.repeated.map((row) => [row.row, row]));
  const rows: LoadedRow[] = [];
  for (const { firstRow, end, ...place } of shard.stretches) {
    let row = firstRow;
    for await (const sourceRow of reader.rows(place, end)) {
      const repeats = repeated.get(row);
      const conversation = repeats ? repetition(repeats, context) : conversationOf(sourceRow, context);
      rows.push(...rowsOfConversation(conversation, row, context));
      row += 1;
    }
  }
  return rows;
}

function repetition({ sameAs, similarity }: RepeatedRow, { settings }: RowContext): DropReason {
  if (similarity !== undefined) {
    const detail = `about ${Math.round(similarity * 100)} % of its pairs of words stand in row ${sameAs ?? ''} too, and the other way round`;
    return { reason: 'Select.NearDuplicate', detail };
  }
  return sameAs === null
    ? { reason: 'Select.Seen', detail: `its prompt is in "${settings.rows.notIn?.path ?? ''}"` }
    : { reason: 'Select.Duplicate', detail: `the same conversation as row ${sameAs}` };
}
