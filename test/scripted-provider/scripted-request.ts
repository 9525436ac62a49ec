import type { IncomingHttpHeaders } from 'node:http';

/** The request body as far as scripts look into it. */
export interface CompletionBody {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { schema?: { properties?: Record<string, unknown> } } };
  [parameter: string]: unknown;
}

export interface ScriptedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: CompletionBody;
  /** How many times this very body came before. */
  occurrence: number;
  receivedAt: number;
  finishedAt: number | undefined;
  /**
   * `aborted`: the connection closed before the answer was out, by either side. `unread`: the answer was out, and whoever
   * asked was gone before reading it.
   */
  outcome: 'pending' | 'answered' | 'unread' | 'aborted';
  status: number | undefined;
}

/** The words of a message, which is sent in parts where it shows an image. */
export function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? (content as { text?: string }[]) : [];
  return parts.map(({ text = '' }) => text).join('');
}

/** Takes what came as it came; a body that is no JSON object is an error of the test's own. */
export function completionBody(text: string): CompletionBody {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || !('messages' in parsed)) {
    throw new Error(`The scripted provider was sent something that is no chat completion request: ${text}`);
  }
  return parsed as CompletionBody;
}
