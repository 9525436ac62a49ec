import type { Message } from '../conversation.schema.ts';
import { separateThoughts } from './separate-thoughts.ts';

/** A message of a source without the thoughts before an assistant's answer; what a user says of such tags stays. */
export function withoutThoughts(message: Message): Message {
  if (message.role !== 'assistant') return message;
  const { text } = separateThoughts(message.content);
  return text === message.content ? message : { ...message, content: text };
}
