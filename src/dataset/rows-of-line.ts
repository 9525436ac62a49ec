import { parseConversationRow } from '../preference/conversation-row.schema.ts';
import { conversationTurns, type TurnSelection } from '../preference/conversation-turns.ts';
import type { LossReason } from '../preference/drop-reason.ts';
import { limits } from '../contract/limits.ts';
import type { LoadedRow, SourceFile } from '../contract/run.ts';
import type { Line } from './jsonl-lines.ts';
import { parseJsonLine } from './parse-json-line.ts';

/** The run's rows that one row of the source makes: at least one, if only to say why it is dropped. */
export function rowsOfLine(
  line: Line,
  row: number,
  { name }: Pick<SourceFile, 'name'>,
  turns: TurnSelection,
): LoadedRow[] {
  const rowId = `${name}/${row}`;
  const dropped = (reason: LossReason, detail: string): LoadedRow[] => [
    { kind: 'dropped', row, rowId, dropped: { reason, detail: `line ${line.number}: ${detail}` } },
  ];

  if (!line.bytes) {
    const bytes = line.byteEnd - line.byteStart;
    return dropped('Dataset.RowTooLarge', `${bytes} bytes, at most ${limits.rowBytes} are taken`);
  }
  const json = parseJsonLine(line.bytes);
  if ('problem' in json) return dropped('Dataset.RowInvalid', json.problem);
  const parsed = parseConversationRow(json.json);
  if ('problem' in parsed) return dropped('Dataset.RowInvalid', parsed.problem);
  const conversation = { rowId, source: parsed.source ?? name, messages: parsed.messages };
  const rows = conversationTurns(conversation, turns);
  if (rows.length === 0) {
    return dropped('Dataset.RowInvalid', 'the conversation has no assistant message from the chosen turn on');
  }
  if (rows.length > limits.shardRows) {
    return dropped('Dataset.RowTooLarge', `${rows.length} turns, at most ${limits.shardRows} are taken`);
  }
  return rows.map((atTurn) => ({ kind: 'conversation', row, ...atTurn }));
}
