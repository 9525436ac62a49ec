import type { ProviderError } from './provider-error.schema.ts';

/** OpenAI, Azure, DashScope; each says it in `code` or `type`. */
const refusalCodes = new Set([
  'content_filter',
  'content_policy_violation',
  'responsibleaipolicyviolation',
  'moderation_blocked',
  'data_inspection_failed',
]);

/** `insufficient_quota`, `insufficient_credits`, `billing_hard_limit_reached`, `exceeded_current_quota_error`, … */
const quotaCode =
  /^(insufficient_(\w+_)?(quota|balance|funds)|billing_\w+|exceeded_current_quota\w*|\w*credits?\w*)$/i;

const keyCodes = new Set(['invalid_api_key', 'authentication_error', 'invalid_authentication_error']);

const contextCodes = new Set([
  'context_length_exceeded',
  'exceed_context_size_error',
  'string_above_max_length',
]);

const contextMessages = [
  /maximum context length/i, // OpenAI; vLLM
  /exceeds? (the )?(model'?s )?(available |maximum )?context (size|length|window)/i, // llama.cpp; Ollama; LM Studio
  /context (size|length|window) (has been |was )?exceeded/i, // llama.cpp, as a 500
  /longer than the (maximum model|model's context) length/i, // vLLM; SGLang
  /greater than the context length/i, // LM Studio
  /prompt is too long/i, // Anthropic
  /max_tokens must be at least 1, got -/i, // vLLM, when the prompt alone fills the context
  /`?inputs`? tokens \+ `?max_new_tokens`? must be/i, // TGI
  /input token count .* exceeds the maximum/i, // Gemini
];

export function saysRefused({ codes }: ProviderError): boolean {
  return codes.some((code) => refusalCodes.has(code.toLowerCase()));
}

export function saysQuotaExceeded({ codes }: ProviderError): boolean {
  return codes.some((code) => quotaCode.test(code));
}

export function saysInvalidKey({ codes }: ProviderError): boolean {
  return codes.some((code) => keyCodes.has(code.toLowerCase()));
}

export function saysContextTooLong({ codes, message = '' }: ProviderError): boolean {
  return (
    codes.some((code) => contextCodes.has(code.toLowerCase())) ||
    contextMessages.some((form) => form.test(message))
  );
}

/** OpenAI's 429 for one request above the whole minute's allowance, which no waiting mends. */
export function saysRequestAboveRateLimit({ message = '' }: ProviderError): boolean {
  return /^request too large for/i.test(message);
}
