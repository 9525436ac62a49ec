import { z } from 'zod';

export const roleSchema = z.enum(['system', 'user', 'assistant', 'tool']);

export type Role = z.infer<typeof roleSchema>;

/** A call of a function by an assistant, in the form chat completion servers take; `arguments` is JSON text. */
export const toolCallSchema = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

export type ToolCall = z.infer<typeof toolCallSchema>;

/** A function that a conversation's assistant may call; `parameters` is a JSON Schema. */
export const toolSchema = z.object({
  type: z.literal('function'),
  function: z.looseObject({ name: z.string() }),
});

export type Tool = z.infer<typeof toolSchema>;

/** One message of a conversation, in the form chat completion servers take. */
export const messageSchema = z.object({
  role: roleSchema,
  /** Empty only where there are tool calls, or for a tool that returned nothing. */
  content: z.string(),
  tool_calls: z.array(toolCallSchema).optional(),
  /** Of a tool's result: the call it answers; absent where the calls stand in the assistant's text. */
  tool_call_id: z.string().optional(),
  /** Of a tool's result: the function. */
  name: z.string().optional(),
  /** What an assistant thought before it said this; kept apart, and never sent or shown. */
  reasoning: z.string().optional(),
  /** Of a user's message: addresses of images that stand before its text, of the web or with their bytes in base64. */
  images: z.array(z.string()).optional(),
});

export type Message = z.infer<typeof messageSchema>;

/** A conversation as it came from the source, whatever row shape it was written in. */
export interface Conversation {
  rowId: string;
  /** What the row says of its own origin (Capybara's `source` column); the dataset's name where it says nothing. */
  source: string;
  messages: Message[];
  /** What its assistant may call; absent where it has no tools. */
  tools?: Tool[] | undefined;
}
