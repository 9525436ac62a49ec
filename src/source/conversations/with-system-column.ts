import type { Message } from '../../preference/conversation.schema.ts';
import { withSystemPrompt } from '../../preference/with-system-prompt.ts';

/**
 * A row's system column before its conversation. Where the conversation's own system message says it already, it is not
 * said twice; where that says something else, both stand in one message, the column's first.
 */
export function withSystemColumn(messages: Message[], system: string | undefined): Message[] {
  if (system === undefined || system.trim() === '') return messages;
  const [first] = messages;
  const isSaid = first?.role === 'system' && first.content.includes(system.trim());
  return isSaid ? messages : withSystemPrompt(messages, system);
}
