import type { Message } from './conversation.schema.ts';

const speakers = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' } as const;

/**
 * Step PrepareInstruction: the whole conversation as the judge's instruction. A conversation of one user message is
 * that message itself; a longer one is told speaker by speaker.
 */
export function prepareInstruction(prompt: readonly Message[]): string {
  const [only, ...others] = prompt;
  if (only && others.length === 0) return only.content;
  return prompt.map(({ role, content }) => `${speakers[role]}: ${content.trim()}`).join('\n\n');
}
