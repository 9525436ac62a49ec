import type { Conversation, Message, ToolCall } from './conversation.schema.ts';
import { promptLength } from './conversation-turns.ts';
import type { DropReason } from './drop-reason.ts';

export interface FormattedMessages {
  /** The conversation up to what its user said, or a tool returned, last: what every generator answers. */
  prompt: Message[];
  /** The response set aside, undefined where the conversation ends with the user. */
  originalResponse: string | undefined;
  /** The tools it calls. */
  originalCalls?: ToolCall[] | undefined;
  /** What was thought before it. */
  originalReasoning?: string | undefined;
}

/**
 * Step FormatMessages: the conversation up to its last user message, with the response to it set aside.
 * A response told in several assistant messages is one response, its parts separated by a blank line. It may be a call
 * of tools; what came before it, results of earlier calls too, is the conversation that it answers. A conversation that
 * `isAnswered` has its responses beside it, and needs none of its own.
 */
export function formatMessages(
  { messages }: Conversation,
  isAnswered = false,
): FormattedMessages | DropReason {
  if (!isAnswered && !messages.some(({ role }) => role === 'assistant')) {
    return { reason: 'Dataset.RowInvalid', detail: 'the conversation has no assistant message' };
  }
  if (!messages.some(({ role }) => role === 'user')) {
    return { reason: 'Dataset.RowInvalid', detail: 'the conversation has no user message' };
  }
  const asked = promptLength(messages);
  const after = messages.slice(asked);
  if (after.some(({ role }) => role === 'system')) {
    return { reason: 'Dataset.RowInvalid', detail: 'a system message follows the last user message' };
  }
  const said = after.map(({ content }) => content).filter((content) => content !== '');
  const calls = after.flatMap(({ tool_calls: called = [] }) => called);
  const thoughts = after.flatMap(({ reasoning }) => reasoning ?? []);
  return {
    prompt: messages.slice(0, asked),
    originalResponse: after.length > 0 ? said.join('\n\n') : undefined,
    ...(calls.length > 0 ? { originalCalls: calls } : {}),
    ...(thoughts.length > 0 ? { originalReasoning: thoughts.join('\n\n') } : {}),
  };
}
