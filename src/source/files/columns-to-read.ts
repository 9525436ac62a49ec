import { findConversationColumn, type ColumnMapping } from '../../preference/conversation-row.schema.ts';

/** The columns of a file that a row's conversation is read from. */
export function columnsToRead(
  columns: readonly string[],
  mapping: ColumnMapping,
  otherColumns: readonly string[] = [],
): string[] | { problem: string } {
  const other = otherColumns.find((column) => columns.includes(column));
  if (other !== undefined) return [other];
  const conversation = findConversationColumn(columns, mapping);
  if ('problem' in conversation) return { problem: `has ${conversation.problem}` };
  const source = mapping.source ?? 'source';
  if (columns.includes(source)) return [conversation.column, source];
  if (mapping.source === undefined) return [conversation.column];
  return { problem: `has no column "${source}" (columns: ${columns.slice(0, 10).join(', ')})` };
}
