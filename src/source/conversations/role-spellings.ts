import type { Role } from '../../preference/conversation.schema.ts';

/** Who speaks in an element of a conversation: a role, or an assistant whose text is a call of a tool. */
export type Speaker = Role | 'tool call';

/** As ShareGPT, OpenAssistant, LMSYS, WildChat, Gemini, Llama and tool-calling sets write them, in any case. */
const spellings: Record<Speaker, readonly string[]> = {
  system: ['system', 'developer', 'system_prompt', 'system_message', 'sys'],
  user: ['user', 'human', 'prompter', 'person', 'customer', 'client', 'me', 'question', 'query'],
  assistant: [
    'assistant',
    'gpt',
    'chatgpt',
    'bing',
    'bard',
    'claude',
    'gemini',
    'model',
    'bot',
    'chatbot',
    'ai',
    'ai_assistant',
    'agent',
    'llm',
    'answer',
  ],
  tool: [
    'tool',
    'tools',
    'function',
    'observation',
    'observations',
    'ipython',
    'environment',
    'tool_response',
    'tool_result',
    'tool_results',
    'tool_output',
    'function_response',
    'function_result',
    'function_output',
    'function_call_output',
  ],
  'tool call': ['function_call', 'function_calls', 'tool_call', 'tool_calls', 'action'],
};

const speakers = new Map(
  Object.entries(spellings).flatMap(([speaker, spelled]) =>
    spelled.map((spelling): [string, Speaker] => [spelling, speaker as Speaker]),
  ),
);

/** Whom a word names as the speaker; undefined for a word that names none. */
export function speakerOf(written: string): Speaker | undefined {
  const spelling = written
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  return speakers.get(spelling) ?? (/^(chat_?)?gpt_?\d/.test(spelling) ? 'assistant' : undefined);
}
