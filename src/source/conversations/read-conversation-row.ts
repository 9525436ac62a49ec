import type { CandidatesWanted, ColumnMapping } from '../../contract/input/source.schema.ts';
import type { RowReading } from '../../contract/source-reading.ts';
import type { Message, Tool } from '../../preference/conversation.schema.ts';
import { conversationPlaces, noConversation, systemColumns, toolsColumns } from './conversation-columns.ts';
import { conversationMessages } from './conversation-messages.ts';
import { firstHeld, isFields, jsonText, type Fields } from './json-values.ts';
import { contentOf, wellFormed } from './message-content.ts';
import { readCandidates } from './read-candidates.ts';
import { readPlace, type PlacedConversation } from './read-place.ts';
import type { RowCandidates } from './row-candidates.ts';
import { toolsOf } from './tool-definitions.ts';
import { withSystemColumn } from './with-system-column.ts';

export interface ReadConversation {
  source: string | undefined;
  messages: Message[];
  tools?: Tool[];
  /** Answers that are there already, among them the conversation's own where it is told in one of their columns. */
  candidates?: RowCandidates;
  reading: RowReading;
}

/**
 * The conversation of a row, in whichever of the usual columns and shapes it stands; what is wrong with it is a value.
 * The shape is told by the elements' keys, never by the column's name. An explicit mapping wins over every other column.
 */
export function readConversationRow(
  row: unknown,
  mapping: ColumnMapping = {},
  wanted?: CandidatesWanted,
): ReadConversation | { problem: string } {
  if (!isFields(row)) return { problem: 'the row is not a JSON object' };
  const placed = conversationIn(row, mapping);
  if ('problem' in placed) return { problem: placed.problem };

  const systemColumn = firstHeld(row, mapping.system === undefined ? systemColumns : [mapping.system]);
  const system = systemColumn === undefined ? undefined : contentOf(row[systemColumn]);
  if (system && 'problem' in system) return { problem: `${systemColumn ?? ''}: ${system.problem}` };
  const candidates = readCandidates(row, mapping, wanted);
  if (candidates && 'problem' in candidates) return { problem: candidates.problem };
  const messages = withSystemColumn(conversationMessages(placed.messages), system?.text);
  if (messages.length === 0) return { problem: `${placed.column}: holds no message` };

  const toolsColumn = firstHeld(row, mapping.tools === undefined ? toolsColumns : [mapping.tools]);
  const tools = toolsColumn === undefined ? [] : toolsOf(row[toolsColumn]);
  if ('problem' in tools) return { problem: `${toolsColumn ?? ''}.${tools.problem}` };
  const passedOver = placed.passedOver.filter((column) => !candidates?.columns.includes(column));
  const reading: RowReading = {
    column: placed.column,
    shape: placed.shape,
    ...(system && system.text.trim() !== '' && systemColumn !== undefined ? { system: systemColumn } : {}),
    ...(tools.length > 0 && toolsColumn !== undefined ? { tools: toolsColumn } : {}),
    ...(candidates ? { candidates: candidates.from } : {}),
    ...(passedOver.length > 0 ? { passedOver } : {}),
  };
  const source = labelOf(row[mapping.source ?? 'source']);
  return {
    source,
    messages,
    ...(tools.length > 0 ? { tools } : {}),
    ...(candidates ? { candidates } : {}),
    reading,
  };
}

interface FoundConversation extends PlacedConversation {
  passedOver: string[];
}

/** The first place that holds a conversation; the others that hold anything are named. */
function conversationIn(row: Fields, mapping: ColumnMapping): FoundConversation | { problem: string } {
  const places = conversationPlaces(Object.keys(row), mapping);
  let problem: string | undefined;
  for (const [at, place] of places.entries()) {
    const placed = readPlace(row, place);
    if ('problem' in placed) {
      if (!placed.isAbsent) return placed;
      problem ??= placed.problem;
      continue;
    }
    const taken = placed.column.split(' + ');
    const passedOver = places
      .slice(at + 1)
      .flatMap((other) =>
        'whole' in other ? [other.whole] : other.response === undefined ? [] : [other.prompt],
      )
      .filter((column) => !taken.includes(column) && firstHeld(row, [column]) !== undefined);
    return { ...placed, passedOver };
  }
  return { problem: problem ?? noConversation(Object.keys(row), mapping) };
}

/** A label of any kind: text as it is, anything else as JSON text. It never costs a row. */
function labelOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const label = wellFormed(typeof value === 'string' ? value : jsonText(value));
  return label.trim() === '' ? undefined : label;
}
