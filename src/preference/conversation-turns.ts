import type { Conversation, Message } from './conversation.schema.ts';

/** Which responses of a conversation make a row: the last, or each from the given one on, counted from 0. */
export type TurnSelection = 'last' | { from: number };

export interface ConversationAtTurn {
  /** Undefined where a conversation makes one row. */
  turn: number | undefined;
  conversation: Conversation;
}

/** The conversation itself, or a shorter one for each chosen response, ending with it. */
export function conversationTurns(conversation: Conversation, turns: TurnSelection): ConversationAtTurn[] {
  if (turns === 'last') return [{ turn: undefined, conversation }];
  const { rowId, messages } = conversation;
  return responseEnds(messages)
    .map((end, turn) => ({
      turn,
      conversation: { ...conversation, rowId: `${rowId}/turn-${turn}`, messages: messages.slice(0, end) },
    }))
    .slice(turns.from);
}

/** How many responses a conversation has. */
export function countTurns(messages: readonly Message[]): number {
  return responseEnds(messages).length;
}

/** Behind each response's last message; several assistant messages in a row are one response. */
function responseEnds(messages: readonly Message[]): number[] {
  return messages.flatMap(({ role }, place) => {
    const ends = role === 'assistant' && messages[place + 1]?.role !== 'assistant';
    return ends ? [place + 1] : [];
  });
}

/** Where each response begins. */
export function responseStarts(messages: readonly Message[]): number[] {
  return messages.flatMap(({ role }, place) =>
    role === 'assistant' && messages[place - 1]?.role !== 'assistant' ? [place] : [],
  );
}

/** How many messages come before the last response: up to what the user said, or a tool returned, last. */
export function promptLength(messages: readonly Message[]): number {
  return messages.findLastIndex(({ role }) => role === 'user' || role === 'tool') + 1;
}
