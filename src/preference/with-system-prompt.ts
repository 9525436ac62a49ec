import type { Message } from './conversation.schema.ts';

/**
 * A generator's own system prompt, before the conversation's where it has one: in one message, since chat templates
 * take a single system message at the start.
 */
export function withSystemPrompt(prompt: readonly Message[], systemPrompt: string | undefined): Message[] {
  if (systemPrompt === undefined) return [...prompt];
  const [first, ...others] = prompt;
  if (first?.role === 'system') {
    return [{ role: 'system', content: `${systemPrompt}\n\n${first.content}` }, ...others];
  }
  return [{ role: 'system', content: systemPrompt }, ...prompt];
}
