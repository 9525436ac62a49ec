import { z } from 'zod';

export const roleSchema = z.enum(['system', 'user', 'assistant']);

/** One message of a conversation, in the form chat completion servers take. */
export const messageSchema = z.object({
  role: roleSchema,
  content: z.string().refine((content) => content.trim() !== '', 'is empty'),
});

export type Message = z.infer<typeof messageSchema>;

/** A conversation as it came from the source, whatever row shape it was written in. */
export interface Conversation {
  rowId: string;
  /** What the row says of its own origin (Capybara's `source` column); the dataset's name where it says nothing. */
  source: string;
  messages: Message[];
}
