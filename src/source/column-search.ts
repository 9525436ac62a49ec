import { findConversationColumn, type ColumnMapping } from '../preference/conversation-row.schema.ts';

/** Looks through rows for one that has the columns a conversation is read from. */
export class ColumnSearch {
  /** Of the first row without them, as long as no row has them. */
  problem: string | undefined;
  isOver = false;
  readonly #mapping: ColumnMapping;

  constructor(mapping: ColumnMapping) {
    this.#mapping = mapping;
  }

  lookAt(row: unknown): void {
    if (this.isOver || typeof row !== 'object' || row === null) return;
    const problem = problemOf(Object.keys(row), this.#mapping);
    this.isOver = problem === undefined;
    this.problem = this.isOver ? undefined : (this.problem ?? problem);
  }
}

function problemOf(columns: string[], mapping: ColumnMapping): string | undefined {
  const conversation = findConversationColumn(columns, mapping);
  if ('problem' in conversation) return conversation.problem;
  if (mapping.source === undefined || columns.includes(mapping.source)) return undefined;
  return `no column "${mapping.source}" (columns: ${columns.slice(0, 10).join(', ')})`;
}
