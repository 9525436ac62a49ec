import { z } from 'zod';
import { messageSchema, type Message } from './conversation.schema.ts';

const sourceSchema = z.string().nullish();

/** LDJnr/Capybara: `{source, conversation: [{input, output}]}`, a turn being one exchange. */
const capybaraRowSchema = z
  .object({
    source: sourceSchema,
    conversation: z.array(z.object({ input: z.string(), output: z.string() })),
  })
  .transform(({ source, conversation }) => ({
    source,
    messages: conversation.flatMap(({ input, output }): Message[] => [
      { role: 'user', content: input },
      { role: 'assistant', content: output },
    ]),
  }));

/** The chat completions form: `{messages: [{role, content}]}`. */
const messagesRowSchema = z.object({ source: sourceSchema, messages: z.array(messageSchema) });

const shareGptRoles = {
  system: 'system',
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  assistant: 'assistant',
} as const;

/** ShareGPT: `{conversations: [{from, value}]}`. */
const shareGptRowSchema = z
  .object({
    source: sourceSchema,
    conversations: z.array(
      z.object({
        from: z.enum(Object.keys(shareGptRoles) as (keyof typeof shareGptRoles)[]),
        value: z.string(),
      }),
    ),
  })
  .transform(({ source, conversations }) => ({
    source,
    messages: conversations.map(({ from, value }): Message => ({
      role: shareGptRoles[from],
      content: value,
    })),
  }));

const rowShapes = {
  conversation: capybaraRowSchema,
  messages: messagesRowSchema,
  conversations: shareGptRowSchema,
} as const;

type RowShape = keyof typeof rowShapes;

/** The columns by which the shape of a row is recognised, in the order they are looked for. */
export const conversationColumns = Object.keys(rowShapes) as RowShape[];

/** Which of a row's columns stands for which of ours, where its name is another. */
export type ColumnMapping = Partial<Record<RowShape | 'source', string | undefined>>;

export type ParsedRow = { source: string | undefined; messages: Message[] } | { problem: string };

/** Where a row keeps its conversation, and of which shape it is. */
interface ConversationColumn {
  shape: RowShape;
  column: string;
}

/** Finds the conversation among the columns of a row or a file; what is missing is told with what is there. */
export function findConversationColumn(
  columns: readonly string[],
  mapping: ColumnMapping = {},
): ConversationColumn | { problem: string } {
  const mapped = conversationColumns.find((shape) => mapping[shape] !== undefined);
  const wanted = mapped
    ? [{ shape: mapped, column: mapping[mapped] ?? '' }]
    : conversationColumns.map((shape) => ({ shape, column: shape }));
  const found = wanted.find(({ column }) => columns.includes(column));
  if (found) return found;
  const names = mapped ? `"${mapping[mapped]}"` : '"conversation", "messages" or "conversations"';
  return { problem: `no column ${names} (columns: ${columns.slice(0, 10).join(', ') || 'none'})` };
}

/** Reads a row of any of the three shapes, recognised by their column; what is wrong with it is a value. */
export function parseConversationRow(row: unknown, mapping: ColumnMapping = {}): ParsedRow {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { problem: 'the row is not a JSON object' };
  }
  const found = findConversationColumn(Object.keys(row), mapping);
  if ('problem' in found) return found;
  const values = row as Record<string, unknown>;
  const parsed = rowShapes[found.shape].safeParse({
    source: values[mapping.source ?? 'source'],
    [found.shape]: values[found.column],
  });
  if (!parsed.success) return { problem: describeIssues(parsed.error) };
  const checked = z.array(messageSchema).safeParse(parsed.data.messages);
  if (!checked.success) return { problem: describeIssues(checked.error, 'message') };
  return { source: parsed.data.source ?? undefined, messages: checked.data };
}

/** The first three issues in one line: a row's problem is read in a table. */
function describeIssues(error: z.ZodError, within = ''): string {
  const shown = error.issues.slice(0, 3).map(({ path, message }) => {
    const place = [within, ...path.map(String)].filter((part) => part !== '').join('.');
    return place ? `${place}: ${message}` : message;
  });
  const hidden = error.issues.length - shown.length;
  return shown.join('; ') + (hidden > 0 ? `; and ${hidden} more` : '');
}
