import type { Message, Tool } from './conversation.schema.ts';
import { shownAnswer, toolSection } from './tool-sections.ts';
import { toolsText } from './tool-texts.ts';

const speakers = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' } as const;

/** The tools of a row and the mark of the sections they are shown in (see `toolFence`). */
export interface ShownTools {
  tools: readonly Tool[] | undefined;
  fence: string | undefined;
}

/**
 * Step PrepareInstruction: the whole conversation as the judge's instruction. A conversation of one user message is
 * that message itself; a longer one is told speaker by speaker, calls and results of tools in sections of their own. Images
 * are sent beside it, in the order of their marks.
 */
export function prepareInstruction(
  prompt: readonly Message[],
  { tools, fence }: ShownTools = { tools: undefined, fence: undefined },
): string {
  const [only, ...others] = prompt;
  const defined = toolsText(tools);
  let shown = 0;
  const numbered = prompt.map(({ images = [], ...message }) => {
    const marks = images.map(() => `[image ${(shown += 1)}]\n`);
    return { ...message, content: `${marks.join('')}${message.content}` };
  });
  if (only && others.length === 0 && defined === undefined) return numbered[0]?.content ?? '';
  const told = numbered.map((message) => `${speakers[message.role]}: ${toldBy(message, fence)}`);
  const tooling =
    defined === undefined || fence === undefined
      ? []
      : [`Tools that the assistant may call:\n${toolSection('tools', fence, defined)}`];
  return [...tooling, ...told].join('\n\n');
}

function toldBy({ role, content, tool_calls: toolCalls }: Message, fence: string | undefined): string {
  const text = content.trim();
  if (fence === undefined) return text;
  return role === 'tool' ? toolSection('tool_result', fence, text) : shownAnswer({ text, toolCalls }, fence);
}
