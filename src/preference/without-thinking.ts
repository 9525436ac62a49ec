/**
 * A reply without the thoughts that a reasoning model's server may leave at its start (`<think>…</think>`): ratings
 * weighed there are drafts. Thoughts that never end hold no answer.
 */
export function withoutThinking(reply: string): string {
  const opening = /^\s*<(think|thinking|reasoning)>/i.exec(reply);
  if (!opening) return reply;
  const closing = `</${opening[1]?.toLowerCase() ?? ''}>`;
  const end = reply.toLowerCase().lastIndexOf(closing);
  return end === -1 ? '' : reply.slice(end + closing.length).trimStart();
}
