import { promptLength } from '../conversation-turns.ts';
import type { Message } from '../conversation.schema.ts';
import { separateThoughts } from './separate-thoughts.ts';

/** A message of a source with an assistant's thoughts apart from its answer; what a user says of such tags stays. */
export function withoutThoughts(message: Message): Message {
  if (message.role !== 'assistant') return message;
  const { text, reasoning } = separateThoughts(message.content);
  if (text === message.content) return message;
  const thoughts = [...new Set([message.reasoning, reasoning])].filter((thought) => thought !== undefined);
  return { ...message, content: text, ...(thoughts.length > 0 ? { reasoning: thoughts.join('\n\n') } : {}) };
}

/** The same of a conversation that is to be answered anew: what was thought before its last response is left out. */
export function withLastThoughts(messages: readonly Message[]): Message[] {
  const asked = promptLength(messages);
  return messages.map((message, at) => {
    if (at >= asked || message.reasoning === undefined) return message;
    const { reasoning: _, ...said } = message;
    return said;
  });
}
