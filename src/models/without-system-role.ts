import type { Message } from '../preference/conversation.schema.ts';

/**
 * The same conversation for a model that takes no system message: what such messages say begins the next user message,
 * or makes one where there is none.
 */
export function withoutSystemRole(messages: readonly Message[]): Message[] {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  if (system.length === 0) return [...messages];
  const others = messages.filter(({ role }) => role !== 'system');
  const words = system.join('\n\n');
  const [first, ...rest] = others;
  if (first?.role !== 'user') return [{ role: 'user', content: words }, ...others];
  return [{ ...first, content: `${words}\n\n${first.content}` }, ...rest];
}
