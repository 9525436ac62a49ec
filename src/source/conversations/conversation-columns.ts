import type { CandidatesWanted, ColumnMapping } from '../../contract/input/source.schema.ts';
import { columnsOfCandidates } from './candidate-columns.ts';

/** Columns that hold whole conversations, the first of these being taken where a row has several. */
export const conversationColumns = [
  'conversation',
  'messages',
  'conversations',
  'chat',
  'dialog',
  'dialogue',
] as const;

/** Columns that hold what was asked, and what was answered. */
const promptColumns = ['prompt', 'instruction', 'question', 'query'] as const;
const responseColumns = ['completion', 'response', 'output', 'answer', 'chosen'] as const;
export const systemColumns = ['system', 'system_prompt', 'system_message'] as const;
export const toolsColumns = ['tools', 'functions'] as const;

/** Goes with an `instruction`, and with nothing else. */
export const instructionInput = 'input';
export const historyColumn = 'history';

/** Where a row may keep its conversation: in one column, or in two. */
export type ConversationPlace = { whole: string } | { prompt: string; response: string | undefined };

/** The places in the order in which they are looked for; with a mapping, that one alone. */
export function conversationPlaces(columns: readonly string[], mapping: ColumnMapping): ConversationPlace[] {
  const { prompt, completion } = mapping;
  const mapped = mapping.conversation ?? mapping.messages ?? mapping.conversations;
  if (mapped !== undefined) return columns.includes(mapped) ? [{ whole: mapped }] : [];
  if (prompt !== undefined) {
    return columns.includes(prompt) ? [{ prompt, response: completion ?? responseIn(columns) }] : [];
  }
  const promptColumn = promptColumns.find((column) => columns.includes(column));
  return [
    ...conversationColumns.filter((column) => columns.includes(column)).map((whole) => ({ whole })),
    ...(promptColumn === undefined ? [] : [{ prompt: promptColumn, response: responseIn(columns) }]),
    ...(columns.includes('chosen') ? [{ whole: 'chosen' }] : []),
  ];
}

function responseIn(columns: readonly string[]): string | undefined {
  return responseColumns.find((column) => columns.includes(column));
}

/** Every column of a file that a row's conversation may be read from; what is missing is told with what is there. */
export function columnsOfConversation(
  columns: readonly string[],
  mapping: ColumnMapping,
  wanted?: CandidatesWanted,
): string[] | { problem: string } {
  const places = conversationPlaces(columns, mapping);
  if (places.length === 0) return { problem: noConversation(columns, mapping) };
  const [lacking] = mappedBeside(mapping).filter((column) => !columns.includes(column));
  if (lacking !== undefined) return { problem: `no column "${lacking}" ${columnsThere(columns)}` };
  const held = places.flatMap((place) =>
    'whole' in place
      ? [place.whole]
      : [
          place.prompt,
          ...(place.response === undefined ? [] : [place.response]),
          instructionInput,
          historyColumn,
        ],
  );
  const beside = [
    mapping.source ?? 'source',
    ...(mapping.system === undefined ? systemColumns : [mapping.system]),
    ...(mapping.tools === undefined ? toolsColumns : [mapping.tools]),
  ];
  const candidates = wanted === false ? [] : columnsOfCandidates(columns, mapping);
  return [...new Set([...held, ...beside, ...candidates])].filter((column) => columns.includes(column));
}

/** The columns that a mapping names beside that of the conversation: a row may be without them, a source may not. */
export function mappedBeside({ completion, source, system, tools, candidates }: ColumnMapping): string[] {
  return [completion, source, system, tools, ...(candidates === undefined ? [] : [candidates].flat())].filter(
    (column) => column !== undefined,
  );
}

export function noConversation(columns: readonly string[], mapping: ColumnMapping): string {
  return `no column ${wantedColumns(mapping)} ${columnsThere(columns)}`;
}

export function columnsThere(columns: readonly string[]): string {
  return `(columns: ${columns.slice(0, 10).join(', ') || 'none'})`;
}

function wantedColumns({ conversation, messages, conversations, prompt }: ColumnMapping): string {
  const mapped = conversation ?? messages ?? conversations ?? prompt;
  if (mapped !== undefined) return `"${mapped}"`;
  const [last, ...others] = [...conversationColumns].reverse();
  return `${others
    .reverse()
    .map((column) => `"${column}"`)
    .join(', ')} or "${last ?? ''}", nor "prompt" with "completion"`;
}
