import type { FailureFacts, FailureType } from '../contract/failures.ts';
import type { ChatRetry } from './chat-failure.ts';
import type { ProviderError } from './provider-error.schema.ts';
import {
  saysContextTooLong,
  saysInvalidKey,
  saysNoSuchModel,
  saysNoSystemRole,
  saysRefused,
  saysRequestAboveRateLimit,
  saysTemplateFailed,
  saysWrongAddress,
} from './provider-vocabulary.ts';
import { saysBareQuota, saysLongLimit, saysQuotaExceeded } from './quota-words.ts';
import { mendingAdvice, refusedSetting } from './refused-setting.ts';
import { longestToldReset, longestWaitOfACall, toldReset } from './told-reset.ts';
import { isWebPage } from './web-page.ts';
import { retryAfterMilliseconds, type HeaderSource } from '../http/retry-after.ts';

/** Of a call that failed; an answer too large is one that came. */
export type ModelFailureType = Exclude<Extract<FailureType, `Llm.${string}`>, 'Llm.AnswerTooLarge'>;

export interface Verdict {
  type: ModelFailureType;
  retry: ChatRetry;
  facts?: FailureFacts;
  /** What to do about it, where that is more than its type tells. */
  advice?: string;
}

/**
 * What an HTTP status other than 2xx means. What the error calls itself goes before its status, since compatible
 * servers agree on the former more than on the latter.
 *
 * `x-should-retry` is not heeded: it says whether OpenAI's own client should try again within seconds, and this
 * application's tries reach further than that.
 */
export function classifyStatus(
  status: number,
  error: ProviderError,
  headers: HeaderSource | undefined,
  now: Date,
): Verdict {
  if (status >= 500 && saysQuotaExceeded(error)) return quotaExceeded(error, headers, now);
  if (status < 500) {
    if (saysRefused(error)) return final('Llm.Refused');
    if (status === 402 || saysQuotaExceeded(error)) return quotaExceeded(error, headers, now);
    // Groq's 498: its flex tier has no room.
    if (status === 429 || status === 498) return rateLimited(error, headers, now);
    if (saysNoSuchModel(error) && status !== 401) return unusable(modelAdvice);
    if (status === 401 || saysInvalidKey(error)) return final('Llm.Unauthorized');
    if (status === 403) return forbidden(error);
  }
  if (saysContextTooLong(error) && mayMeanContext(status)) return final('Llm.ContextTooLong');
  if (saysTemplateFailed(error) && mayMeanContext(status)) return templateFailed(error);
  if (status === 400 || status === 422 || status === 404) {
    const setting = refusedSetting(error);
    if (setting) return unusable(mendingAdvice(setting, error));
  }
  if (status < 400 || status === 404 || status === 405) return wrongAddress();
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    const told = headers && retryAfterMilliseconds(headers, now);
    return { type: 'Llm.Unavailable', retry: { afterMilliseconds: told ?? 'backoff' } };
  }
  return saysWrongAddress(error) ? wrongAddress() : final('Llm.BadRequest');
}

const modelAdvice = 'Check the model id, and that the key may use it.';

/** The answer of no model at all; a model that has answered in this run loses a candidate by it. */
export function wrongAddress(tries?: number): Verdict {
  return {
    ...unusable("Check the provider's base URL in the worker's environment, and the model id."),
    ...(tries === undefined ? {} : { retry: { afterMilliseconds: 'backoff', tries } }),
    facts: { onceAnswered: tries === undefined ? 'Llm.BadRequest' : 'Llm.Unavailable' },
  };
}

function quotaExceeded(error: ProviderError, headers: HeaderSource | undefined, now: Date): Verdict {
  const told = longestToldReset(error, headers, now);
  if (told === undefined || told <= longestWaitOfACall) return final('Llm.QuotaExceeded');
  return { ...final('Llm.QuotaExceeded'), facts: { resetsAt: now.getTime() + told } };
}

function rateLimited(error: ProviderError, headers: HeaderSource | undefined, now: Date): Verdict {
  if (saysRequestAboveRateLimit(error)) return final('Llm.BadRequest');
  const isLong = saysLongLimit(error);
  const told = (isLong ? longestToldReset : toldReset)(error, headers, now);
  if (told === undefined ? isLong || saysBareQuota(error) : told > longestWaitOfACall)
    return quotaExceeded(error, headers, now);
  return { type: 'Llm.RateLimited', retry: { afterMilliseconds: told ?? 'backoff', benign: true } };
}

/** A page is a firewall's, which looks at what is sent; words are the provider's, and may speak of the key. */
function forbidden({ message = '' }: ProviderError): Verdict {
  if (isWebPage(message)) return final('Llm.Forbidden');
  return { ...final('Llm.Unauthorized'), facts: { onceAnswered: 'Llm.Forbidden' } };
}

function templateFailed(error: ProviderError): Verdict {
  if (!saysNoSystemRole(error) && !/alternate|only user and assistant/i.test(error.message ?? '')) {
    return {
      ...final('Llm.BadRequest'),
      advice: "The model's chat template does not take this conversation.",
    };
  }
  return {
    ...final('Llm.BadRequest'),
    facts: { noSystemRole: true },
    advice:
      'The model\'s chat template does not take this conversation. Where it is for want of a system role, set "systemRole": ' +
      "false for this provider or model in the worker's PROVIDERS_FILE: the system message then goes into the user's.",
  };
}

/** 500 because older llama.cpp servers answer so, and the same prompt will not fit the next time either. */
function mayMeanContext(status: number): boolean {
  return status === 400 || status === 413 || status === 422 || status === 500;
}

function unusable(advice: string): Verdict {
  return { ...final('Llm.ModelUnusable'), advice };
}

function final(type: ModelFailureType): Verdict {
  return { type, retry: 'never' };
}
