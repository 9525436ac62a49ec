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

const rowShapes = [
  { column: 'conversation', schema: capybaraRowSchema },
  { column: 'messages', schema: messagesRowSchema },
  { column: 'conversations', schema: shareGptRowSchema },
] as const;

export type ParsedRow = { source: string | undefined; messages: Message[] } | { problem: string };

/** Reads a row of any of the three shapes, recognised by their column; what is wrong with it is a value. */
export function parseConversationRow(row: unknown): ParsedRow {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { problem: 'the row is not a JSON object' };
  }
  const shape = rowShapes.find(({ column }) => column in row);
  if (!shape) {
    const columns = Object.keys(row).slice(0, 10).join(', ');
    return {
      problem: `no column "conversation", "messages" or "conversations" (columns: ${columns || 'none'})`,
    };
  }
  const parsed = shape.schema.safeParse(row);
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
