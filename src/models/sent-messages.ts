import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { Message } from '../preference/conversation.schema.ts';
import type { ToolChoice } from '../contract/input/generator.schema.ts';

/**
 * Messages as chat completion servers take them. They refuse a tool's result that answers no call of the assistant's,
 * such as one of Hermes' sets, where the call stands in the text: chat templates show those as the user's, and so it is
 * sent.
 */
export function sentMessages(messages: readonly Message[]): ChatCompletionMessageParam[] {
  const called = new Set<string>();
  return messages.map((message): ChatCompletionMessageParam => {
    const { role, content, tool_calls: calls = [], tool_call_id: id, images = [] } = message;
    if (role === 'user' && images.length > 0) return { role, content: inParts(content, images) };
    if (role === 'system' || role === 'user') return { role, content };
    if (role === 'tool') {
      return id !== undefined && called.has(id)
        ? { role, content, tool_call_id: id }
        : { role: 'user', content: toolResponse(content) };
    }
    if (calls.length === 0) return { role, content };
    for (const call of calls) called.add(call.id);
    return { role, content: content === '' ? null : content, tool_calls: calls };
  });
}

function inParts(text: string, images: readonly string[]): ChatCompletionContentPart[] {
  return [
    ...images.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ];
}

function toolResponse(content: string): string {
  return content.includes('<tool_response>') ? content : `<tool_response>\n${content}\n</tool_response>`;
}

/** As chat completion servers name one tool. */
export function sentToolChoice(toolChoice: ToolChoice) {
  return typeof toolChoice === 'string'
    ? toolChoice
    : { type: 'function' as const, function: { name: toolChoice.name } };
}
