import type { Message, Tool, ToolCall } from './conversation.schema.ts';

/** What was answered: a text, calls of tools, or both. */
export interface Answer {
  text: string;
  toolCalls?: readonly ToolCall[] | undefined;
}

/** An answer as one text, for whatever compares or measures answers: what was said, then each call on a line. */
export function wholeAnswer({ text, toolCalls = [] }: Answer): string {
  return [text, ...toolCalls.map(callText)].filter((part) => part.trim() !== '').join('\n');
}

/** A call without its id, its arguments as JSON where they are: two calls that ask the same have the same text. */
export function callText({ function: { name, arguments: given } }: ToolCall): string {
  return JSON.stringify({ name, arguments: parsedArguments(given) });
}

function parsedArguments(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

/** The texts of a message, for whatever measures it. */
export function messageTexts({ content, tool_calls: calls = [] }: Message): string[] {
  return [content, ...calls.flatMap(({ function: { name, arguments: given } }) => [name, given])];
}

/** Whether anything in a conversation, or among its answers, cannot be told in `{content, role}` alone. */
export function holdsCalls(messages: readonly Message[]): boolean {
  return messages.some(
    ({ tool_calls: calls, tool_call_id: id, name }) => (calls ?? id ?? name) !== undefined,
  );
}

/** Tools as the text of one JSON list, undefined where there are none. */
export function toolsText(tools: readonly Tool[] | undefined): string | undefined {
  return tools && tools.length > 0 ? JSON.stringify(tools) : undefined;
}
