import type { LoadedRow } from '../../src/contract/run.ts';

/** Two exchanges; every message names its row, so that a call tells which row it is for. */
export function conversationRow(row: number, { padding = '' } = {}): LoadedRow {
  return {
    kind: 'conversation',
    row,
    conversation: {
      rowId: rowId(row),
      source: 'invented',
      messages: [
        { role: 'user', content: `What lives in pond ${row}?${padding}` },
        { role: 'assistant', content: `Capybaras live in pond ${row}.` },
        { role: 'user', content: `And what do they eat at pond ${row}?` },
        { role: 'assistant', content: `original on pond ${row}: reeds and grass.` },
      ],
    },
  };
}

export function conversationRows(count: number, options?: { padding?: string }): LoadedRow[] {
  return Array.from({ length: count }, (_, row) => conversationRow(row, options));
}

export function rowId(row: number): string {
  return `conversations.jsonl/${row}`;
}

/** The row that a text is about. */
export function rowOf(text: string): number {
  const pond = /pond (\d+)/.exec(text)?.[1];
  if (pond === undefined) throw new Error(`This text names no row: ${text.slice(0, 100)}`);
  return Number(pond);
}
