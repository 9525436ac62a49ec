import type { ModelFailureType } from './classify-status.ts';

export interface ModelName {
  provider: string;
  model: string;
}

/** Where it happened, what was said, and what the reader can do about it. */
export function failureMessage(
  type: ModelFailureType,
  what: string,
  { provider, model }: ModelName,
  ownAdvice = advice[type](provider),
): string {
  return `Provider ${provider}, model ${model}: ${sentence(what)} ${ownAdvice}`;
}

const advice: Record<ModelFailureType, (provider: string) => string> = {
  'Llm.RateLimited': () =>
    "It is tried again; if this lasts, lower the provider's requests per second or concurrent requests.",
  'Llm.Unavailable': () =>
    'It is tried again; if this lasts, check that the provider is up and that its base URL is right.',
  'Llm.Timeout': () =>
    "It is tried again; if this lasts, lower maxTokens or raise the provider's request timeout.",
  'Llm.BadRequest': () => 'Check the model id and the settings sent to it.',
  'Llm.Refused': () =>
    "The provider's content policy declined this conversation; leave it out or ask another provider.",
  'Llm.Unauthorized': (provider) =>
    `Check the key in the worker's environment for provider ${provider}, and that it may use this model.`,
  'Llm.Forbidden': () =>
    "A firewall before the provider declined this conversation; if it declines all, check the provider's base URL.",
  'Llm.ModelUnusable': () => 'Check the model id and the settings sent to it.',
  'Llm.QuotaExceeded': () => "Add credit or raise the account's spending limit at the provider.",
  'Llm.ContextTooLong': () =>
    "The conversation and maxTokens together exceed the model's context; lower maxTokens or use a model with more.",
};

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
