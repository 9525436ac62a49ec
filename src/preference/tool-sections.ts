import type { Message, Tool } from './conversation.schema.ts';
import { sectionFence } from './section-fence.ts';
import { callText, toolsText, type Answer } from './tool-texts.ts';

/**
 * The mark of the tags in which a judge is shown calls, results and definitions of tools: none of the row's texts holds
 * it, so nothing that was merely written looks like a call. Undefined for a row without any of these.
 */
export function toolFence(
  messages: readonly Message[],
  tools: readonly Tool[] | undefined,
  answers: readonly Answer[],
): string | undefined {
  const usesTools =
    tools !== undefined ||
    messages.some(({ role, tool_calls: calls }) => role === 'tool' || calls !== undefined) ||
    answers.some(({ toolCalls = [] }) => toolCalls.length > 0);
  if (!usesTools) return undefined;
  return sectionFence([
    'tools',
    toolsText(tools) ?? '',
    ...messages.flatMap(({ content, tool_calls: calls = [] }) => [content, ...calls.map(callText)]),
    ...answers.flatMap(({ text, toolCalls = [] }) => [text, ...toolCalls.map(callText)]),
  ]);
}

/** An answer as a judge is shown it. */
export function shownAnswer({ text, toolCalls = [] }: Answer, fence: string | undefined): string {
  if (fence === undefined) return text;
  const calls = toolCalls.map((call) => toolSection('tool_call', fence, callText(call)));
  return [text, ...calls].filter((part) => part !== '').join('\n');
}

export function toolSection(
  kind: 'tools' | 'tool_call' | 'tool_result',
  fence: string,
  content: string,
): string {
  return `<${kind}-${fence}>\n${content}\n</${kind}-${fence}>`;
}
