import type { Message, ToolCall } from '../../preference/conversation.schema.ts';
import type { WrittenMessage } from './element-messages.ts';

/** Digits with which an id has nine letters and digits, as Mistral's servers want it. */
const idDigits = 5;

/**
 * Messages as they are sent and written: every call with an id, every result with that of the call it answers, where
 * there is one. Ids that the row lacks are made from the call's place in the conversation.
 */
export function conversationMessages(written: readonly WrittenMessage[]): Message[] {
  const taken = new Set(written.flatMap(({ calls, callId }) => [callId, ...calls.map(({ id }) => id)]));
  const unanswered: ToolCall[] = [];
  let made = 0;
  const nextId = (): string => {
    let id: string;
    do id = `call${String((made += 1)).padStart(idDigits, '0')}`;
    while (taken.has(id));
    return id;
  };
  return written.map(({ speaker, text, calls, callId, name, thoughts, images }): Message => {
    if (speaker === 'tool') {
      const call = answeredCall(unanswered, callId, name);
      if (call) unanswered.splice(unanswered.indexOf(call), 1);
      const id = callId ?? call?.id;
      const called = name ?? call?.function.name;
      return {
        role: 'tool',
        content: text,
        ...(id === undefined ? {} : { tool_call_id: id }),
        ...(called === undefined ? {} : { name: called }),
      };
    }
    const role = speaker === 'tool call' ? 'assistant' : speaker;
    const thought = role === 'assistant' && thoughts !== undefined ? { reasoning: thoughts } : {};
    const beside = { ...thought, ...(images ? { images } : {}) };
    if (calls.length === 0) return { role, content: text, ...beside };
    const called = calls.map((call): ToolCall => ({
      id: call.id ?? nextId(),
      type: 'function',
      function: { name: call.name, arguments: call.arguments },
    }));
    unanswered.push(...called);
    return { role, content: text, tool_calls: called, ...beside };
  });
}

/** The call that a result names by its id; without one, the first unanswered of its function, or of any. */
function answeredCall(
  unanswered: readonly ToolCall[],
  callId: string | undefined,
  name: string | undefined,
): ToolCall | undefined {
  if (callId !== undefined) return unanswered.find(({ id }) => id === callId);
  return unanswered.find((call) => call.function.name === name) ?? unanswered[0];
}
