import type { ProviderError } from './provider-error.schema.ts';

/** OpenAI, Azure, DashScope; each says it in `code` or `type`. */
const refusalCodes = new Set([
  'content_filter',
  'content_policy_violation',
  'responsibleaipolicyviolation',
  'moderation_blocked',
  'data_inspection_failed',
]);

const keyCodes = new Set([
  'invalid_api_key',
  'authentication_error',
  'invalid_authentication_error',
  'api_key_invalid', // Gemini, as a 400
]);

const contextCodes = new Set([
  'context_length_exceeded',
  'exceed_context_size_error',
  'string_above_max_length',
]);

const contextMessages = [
  /maximum (context|prompt|input) length/i, // OpenAI; vLLM; xAI
  /exceeds? (the )?context limit/i, // Anthropic
  /range of input length should be/i, // DashScope
  /exceeds? (the )?(model'?s )?(available |maximum )?context (size|length|window)/i, // llama.cpp; Ollama; LM Studio
  /context (size|length|window) (has been |was )?exceeded/i, // llama.cpp, as a 500
  /longer than the (maximum model|model's context) length/i, // vLLM; SGLang
  /greater than the context length/i, // LM Studio
  /prompt is too long/i, // Anthropic
  /max_tokens must be at least 1, got -/i, // vLLM, when the prompt alone fills the context
  /`?inputs`? tokens \+ `?max_new_tokens`? must be/i, // TGI
  /input token count .* exceeds the maximum/i, // Gemini
  /ContextWindowExceededError/, // LiteLLM, which passes on no code
];

/** OpenRouter; Azure; OpenAI, whose code LiteLLM does not pass on; LiteLLM's own name for it. */
const moderated =
  /requires moderation|was flagged|content management policy|content_filter|by our safety system|result of our safety system|ContentPolicyViolationError/i;

export function saysRefused({ codes, message = '' }: ProviderError): boolean {
  return codes.some((code) => refusalCodes.has(code.toLowerCase())) || moderated.test(message);
}

export function saysInvalidKey({ codes, message = '' }: ProviderError): boolean {
  return (
    codes.some((code) => keyCodes.has(code.toLowerCase())) ||
    /\bapi[ _]key not valid|(invalid|incorrect) (x-)?api[ -]key/i.test(message)
  );
}

const modelCodes =
  /^(model_not_found|model_not_available|model_not_supported|invalid_model|unknown_model|model_decommissioned|modelnotfound|deploymentnotfound)$/i;

const modelMessages = [
  /\bmodels?\b.{0,200}\b(not found|does not exist|doesn't exist|not exist|decommissioned|no longer available)/i, // OpenAI; vLLM; Ollama; Groq
  /not a valid model/i, // OpenRouter
  /no endpoints found/i, // OpenRouter
  /(invalid|unknown|no such) model\b|invalid model name/i, // Mistral; LiteLLM
  /unable to access model|does not have access to (the )?model/i, // Together; OpenAI
  /try pulling it first/i, // Ollama
  /api deployment for this resource does not exist/i, // Azure
];

/** That there is no such model at this address, or none that this key may use. */
export function saysNoSuchModel({ codes, message = '' }: ProviderError): boolean {
  return (
    codes.some((code) => modelCodes.test(code)) ||
    modelMessages.some((form) => form.test(message.slice(0, 1_000)))
  );
}

const systemRoleMessages = [
  /system (role|messages?|prompts?|instructions?) (is |are )?(not|un)[ -]?(supported|allowed|enabled|permitted)/i, // Gemma's template; vLLM
  /(does not|doesn't|do not|not) support (the )?['"`]?(system|developer)['"`]? ?(role|messages?|prompts?|instructions?|with)?/i, // OpenAI's o1-mini
  /developer instruction is not enabled/i, // Gemma at Google
];

/** That the model takes no system message. */
export function saysNoSystemRole({ message = '' }: ProviderError): boolean {
  return systemRoleMessages.some((form) => form.test(message));
}

const templateMessages = [
  /jinja|templateerror|raise_exception|chat[ _]template|apply_chat_template/i, // llama.cpp; vLLM; LM Studio
  /conversation roles must alternate|roles must alternate|must start with a (user|system)|must end with a user/i,
  /only user and assistant roles are supported|expected last role|unexpected message role/i, // templates; Mistral
];

/** That the conversation does not fit the model's chat template, which fails in the same way every time. */
export function saysTemplateFailed(error: ProviderError): boolean {
  return saysNoSystemRole(error) || templateMessages.some((form) => form.test(error.message ?? ''));
}

/** LM Studio's word, with status 200, for a path that it does not know. */
export function saysWrongAddress({ message = '' }: ProviderError): boolean {
  return /unexpected endpoint|unknown (endpoint|route|path)|no route|invalid url|cannot post/i.test(message);
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
