import type { FinishReason } from '../preference/generation.ts';

/**
 * Providers' words for why a model stopped, in lower case, as far as they mean the same as one of ours. Sources: the API
 * references of OpenAI (chat completions and responses), Anthropic, Gemini and Vertex, Mistral, Cohere, Bedrock, Zhipu,
 * and the servers TGI, vLLM, llama.cpp and Ollama.
 */
const words: Readonly<
  Record<'stop' | 'length' | 'tool_calls' | 'refusal' | 'content_filter', readonly string[]>
> = {
  stop: [
    'stop',
    'stopped',
    'eos',
    'eos_token',
    'eos_found',
    'end_turn',
    'end_of_turn',
    'stop_sequence',
    'stop_token',
    'stop_str',
    'complete',
    'completed',
    'end',
    'done',
    'finished',
  ],
  length: [
    'length',
    'limit',
    'incomplete',
    'truncated',
    'model_length',
    'max_length',
    'length_limit',
    'token_limit',
    'context_length',
    'context_length_exceeded',
    'context_window_exceeded',
    'model_context_window_exceeded',
    'error_limit',
  ],
  tool_calls: ['tool_calls', 'tool_call', 'tool_use', 'function_call', 'function_calls'],
  refusal: ['refusal', 'refused'],
  content_filter: [
    'content_filter',
    'content_filtered',
    'safety',
    'image_safety',
    'recitation',
    'blocklist',
    'prohibited_content',
    'image_prohibited_content',
    'spii',
    'model_armor',
    'guardrail_intervened',
    'guardrails',
    'error_toxic',
    'sensitive',
    'moderation',
    'blocked',
  ],
};

/** `max_tokens`, `max_new_tokens`, `max_output_tokens`, `max_completion_tokens`, … */
const tokenLimit = /^max_(\w+_)?tokens?(_reached|_exceeded)?$/;

const meanings = new Map<string, FinishReason>(
  Object.entries(words).flatMap(([meaning, spellings]) => spellings.map((word) => [word, meaning] as const)),
);

/** Words of ours that say something else than a server could. */
const taken = new Set(['original', 'failed', 'other']);
const longestWord = 64;

/** What a server's word means in ours; a word of no known meaning is kept, `other` stands for none. */
export function finishReasonOf(word: unknown): FinishReason {
  if (typeof word !== 'string') return 'other';
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/^finish_?reason_/, '');
  if (plain === '' || taken.has(plain)) return 'other';
  if (tokenLimit.test(plain)) return 'length';
  return meanings.get(plain) ?? word.trim().slice(0, longestWord).toWellFormed();
}
