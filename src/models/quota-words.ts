import type { ProviderError } from './provider-error.schema.ts';

/** `insufficient_quota`, `insufficient_credits`, `billing_hard_limit_reached`, `exceeded_current_quota_error`, … */
const quotaCode =
  /^(insufficient_(\w+_)?(quota|balance|funds)|billing_\w+|exceeded_current_quota\w*|\w*credits?\w*|budget_exceeded|arrearage|payment_required|account_deactivated)$/i;

/** What no waiting mends: money is spent, or a cap of the key's or the account's is reached. */
const spentForms = [
  /insufficient[_ ](account[_ ])?(credits?|balance|funds|quota)/i, // OpenRouter; DeepSeek; proxies
  /balance is (too low|not enough|insufficient)/i, // Anthropic; SiliconFlow
  /(requires? more credits|more credits are required|(run|ran) out of (credits?|funds|balance))/i, // OpenRouter
  /(used|exceeded|spent|exhausted) (all |your )?(of )?(your )?(available |monthly |included |free |prepaid )*credits?\b/i, // xAI; Hugging Face
  /key[_ ]limit exceeded/i, // OpenRouter, as a 403
  /(credit|spend(ing)?|billing|usage|api usage|hard|budget|monthly|weekly|daily) (hard )?(limits?|cap) (has been |have been |was |is )?(exceeded|reached|hit)/i,
  /(reached|exceeded|hit|over) (your|its|the)? ?(\w+ ){0,3}(spend(ing)?|billing|usage|credit|monthly|weekly|daily) (\w+ )?(limits?|cap|quota|budget)/i, // Anthropic; xAI; Together
  /budget has been exceeded|over budget|exceededbudget/i, // LiteLLM
  /check (your|the) (plan and )?billing/i, // OpenAI
  /account is (not active|suspended|in arrears)|overdue payment|good standing/i, // OpenAI; Fireworks; DashScope
  /trial key.* limited to/i, // Cohere
  /payment required/i,
];

/** A limit of a day or more. */
const longForms = [
  /(per|\/|a)[-_ ]?(day|week|month)\b|\b(daily|weekly|monthly)\b|\((TPD|RPD)\)/i,
  /per[-_ ]24[-_ ]?h/i,
];

const perMinute = /per[-_ ]?(minute|second)|\((TPM|RPM)\)/i;

/**
 * Whether the error says that money or a quota is used up. Gemini says "exceeded your current quota … billing" of its
 * limits by the minute too, and tells them apart in `details` alone; so do those who speak for it.
 */
export function saysQuotaExceeded(error: ProviderError): boolean {
  const { codes, message = '', quotaIds } = error;
  if (codes.some((code) => quotaCode.test(code))) return true;
  if (/\blimit: 0\b/.test(message) && isResourceExhausted(error)) return true;
  if (quotaIds.length > 0) return quotaIds.some((id) => /per(day|week|month)/i.test(id));
  if (isResourceExhausted(error) || perMinute.test(message)) return false;
  return spentForms.some((form) => form.test(message));
}

const bareQuota =
  /\bquota (limit )?(is |has been |was )?(exceeded|exhausted|used up|reached)|(exceeded|exhausted|used up|out of) (\w+ ){0,2}quota\b/i;

/** Whether it speaks of a quota without a word about its length, which may be any. */
export function saysBareQuota(error: ProviderError): boolean {
  const { message = '' } = error;
  return bareQuota.test(message) && !isResourceExhausted(error) && !perMinute.test(message);
}

/** Whether the limit that a 429 tells of is one of a day or more. */
export function saysLongLimit({ message = '', codes }: ProviderError): boolean {
  return (
    !perMinute.test(message) && [message, ...codes].some((text) => longForms.some((form) => form.test(text)))
  );
}

function isResourceExhausted({ codes, message = '' }: ProviderError): boolean {
  return (
    codes.includes('RESOURCE_EXHAUSTED') ||
    /RESOURCE_EXHAUSTED|generativelanguage|quota metric/i.test(message)
  );
}
