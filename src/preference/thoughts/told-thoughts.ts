/**
 * How thoughts stand in what trainers read: nowhere, in a field of the assistant's message beside its content, or in tags
 * before its answer. Chat templates of Qwen3, GLM and Nemotron read the field `reasoning_content`, those of gpt-oss and
 * LFM2.5 `thinking`.
 */
export type ToldThoughts = 'omit' | 'tags' | { field: ThoughtField };

export const thoughtFields = ['reasoning_content', 'thinking'] as const;

export type ThoughtField = (typeof thoughtFields)[number];

/** What an assistant's message says, with its thought as it is to be told; a field is empty where there is none. */
export function withToldThought<Message extends { content: string }>(
  message: Message,
  thought: string,
  told: ToldThoughts,
): Message & Partial<Record<ThoughtField, string>> {
  if (told === 'omit') return message;
  if (told !== 'tags') return { ...message, [told.field]: thought };
  if (thought === '') return message;
  return { ...message, content: `<think>\n${thought}\n</think>\n\n${message.content}` };
}
