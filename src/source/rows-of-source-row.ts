import type { Message, Tool } from '../preference/conversation.schema.ts';
import { conversationTurns, countTurns } from '../preference/conversation-turns.ts';
import type { DropReason, LossReason } from '../preference/drop-reason.ts';
import type { CandidatesWanted, ColumnMapping } from '../contract/input/source.schema.ts';
import type { GivenAnswers } from '../preference/given-answers.ts';
import { imagesIn } from '../preference/message-images.ts';
import { withLastThoughts, withoutThoughts } from '../preference/thoughts/without-thoughts.ts';
import { wellFormed } from '../preference/well-formed.ts';
import { limits } from '../contract/limits.ts';
import type { LoadedRow, RunSettings } from '../contract/run.ts';
import { readConversationRow } from './conversations/read-conversation-row.ts';
import type { RowCheck } from './selection/row-checks.ts';
import type { SourceRow } from './row-reader.ts';

/** What turns rows of a source into rows of a run. */
export interface RowContext {
  /** Of the source, which begins every row id. */
  name: string;
  mapping: ColumnMapping;
  candidates?: CandidatesWanted;
  settings: Pick<RunSettings, 'turns' | 'rows'> & {
    /** Whether the run's models see images. */
    images?: boolean | undefined;
  };
  /** How a place in the file is told: `line` and a number. */
  unit: string;
  /** Where the run looks at what its rows say. */
  check?: RowCheck | undefined;
}

export interface SourceConversation {
  source: string | undefined;
  messages: Message[];
  tools?: Tool[] | undefined;
  given?: GivenAnswers;
  /** Of an earlier run. */
  rowId?: string | undefined;
}

/** The conversation that a row of the source holds, or why it is dropped. */
export function conversationOf(
  row: SourceRow,
  { mapping, candidates: wanted, settings, unit, check }: RowContext,
): SourceConversation | DropReason {
  const drop = (reason: LossReason, detail: string) => ({
    reason,
    detail: `${unit} ${row.number}: ${detail}`,
  });
  const read = row.read();
  if ('tooLarge' in read) {
    return drop('Dataset.RowTooLarge', `${read.tooLarge} bytes, at most ${limits.rowBytes} are taken`);
  }
  if ('problem' in read) return drop('Dataset.RowInvalid', read.problem);
  const parsed = readConversationRow(wellFormed(read.json), mapping, wanted);
  if ('problem' in parsed) return drop('Dataset.RowInvalid', parsed.problem);
  const spoken = parsed.messages.map(withoutThoughts);
  const thoughtOnly = spoken.findIndex(
    ({ content, tool_calls }, at) => content === '' && !tool_calls && parsed.messages[at]?.content !== '',
  );
  if (thoughtOnly !== -1) {
    return drop('Dataset.RowInvalid', `message.${thoughtOnly}: holds nothing but a thought`);
  }
  const images = imageProblem(spoken, settings.images);
  if (images !== undefined) return drop('Dataset.RowInvalid', `${parsed.reading.column}.${images}`);
  const { minTurns = 0, maxTurns = Infinity } = settings.rows;
  const { candidates } = parsed;
  const turns = countTurns(spoken) + (candidates && spoken.at(-1)?.role !== 'assistant' ? 1 : 0);
  if (turns < minTurns) return drop('Select.TooFewTurns', `${turns} turns, at least ${minTurns} are wanted`);
  if (turns > maxTurns) return drop('Select.TooManyTurns', `${turns} turns, at most ${maxTurns} are wanted`);
  const unwanted = check?.(spoken);
  if (unwanted) return drop(unwanted.reason, unwanted.detail);
  const { source, tools } = parsed;
  return {
    source,
    messages: spoken,
    ...(tools ? { tools } : {}),
    ...(candidates ? { given: candidates.given, rowId: candidates.rowId } : {}),
  };
}

function imageProblem(messages: readonly Message[], isSeen = false): string | undefined {
  const first = messages.findIndex(({ images }) => images);
  if (first === -1) return undefined;
  if (!isSeen) return `${first}.content: holds an image, which is no text`;
  const count = imagesIn(messages).length;
  if (count <= limits.rowImages) return undefined;
  return `${first}.content: ${count} images in the conversation, at most ${limits.rowImages} are taken`;
}

/** The run's rows that one row of the source makes: at least one, if only to say why it is dropped. */
export function rowsOfConversation(
  conversation: SourceConversation | DropReason,
  row: number,
  { name, settings: { turns } }: RowContext,
): LoadedRow[] {
  const { given, rowId = `${name}/${row}` }: Partial<SourceConversation> =
    'reason' in conversation ? {} : conversation;
  const dropped = (reason: DropReason): LoadedRow[] => [{ kind: 'dropped', row, rowId, dropped: reason }];
  if ('reason' in conversation) return dropped(conversation);
  const { source = name, messages, tools } = conversation;
  // Answers that are there already answer the end of the conversation.
  const rows = conversationTurns(
    { rowId, source, messages, ...(tools ? { tools } : {}) },
    given ? 'last' : turns,
  );
  if (rows.length === 0) {
    const detail = 'the conversation has no assistant message from the chosen turn on';
    return dropped({ reason: 'Dataset.RowInvalid', detail });
  }
  if (rows.length > limits.shardRows) {
    const detail = `${rows.length} turns, at most ${limits.shardRows} are taken`;
    return dropped({ reason: 'Dataset.RowTooLarge', detail });
  }
  return rows.map(({ turn, conversation: told }) => ({
    kind: 'conversation',
    row,
    turn,
    conversation: { ...told, messages: withLastThoughts(told.messages) },
    ...(given ? { given } : {}),
  }));
}
