import { createHash } from 'node:crypto';
import { promptLength } from '../../preference/conversation-turns.ts';
import type { Message } from '../../preference/conversation.schema.ts';

/** 64 bits in two halves: among ten million conversations, two are confused once in 370,000 runs. */
export interface ConversationHash {
  high: number;
  low: number;
}

/** Whatever stands for a space and is not a single one, which most are and need no replacing. */
const unevenSpace = /\s{2,}|[^\S ]/gu;

/**
 * What makes two conversations the same: their roles and contents in order, whatever the spaces and line breaks
 * between words and whatever form Unicode writes a character in.
 */
export function conversationHash(messages: readonly Message[]): ConversationHash {
  const digest = createHash('sha256');
  for (const { role, content, tool_calls: calls = [] } of messages) {
    digest.update(`${role}\u0000${content.normalize('NFC').replace(unevenSpace, ' ').trim()}\u0000`);
    for (const { function: called } of calls) digest.update(`${called.name}\u0001${called.arguments}\u0001`);
  }
  const bytes = digest.digest();
  return { high: bytes.readUInt32LE(0), low: bytes.readUInt32LE(4) };
}

/** The part of a conversation that is answered anew. */
export function promptHash(messages: readonly Message[]): ConversationHash {
  return conversationHash(messages.slice(0, promptLength(messages)));
}
