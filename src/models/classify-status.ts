import type { FailureType } from '../contract/failures.ts';
import type { ChatRetry } from './chat-failure.ts';
import type { ProviderError } from './provider-error.schema.ts';
import {
  saysContextTooLong,
  saysInvalidKey,
  saysQuotaExceeded,
  saysRefused,
  saysRequestAboveRateLimit,
} from './provider-vocabulary.ts';
import {
  rateLimitResetMilliseconds,
  retryAfterMilliseconds,
  type HeaderSource,
} from '../http/retry-after.ts';

export type ModelFailureType = Extract<FailureType, `Llm.${string}`>;

export interface Verdict {
  type: ModelFailureType;
  retry: ChatRetry;
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
  if (saysRefused(error) && status < 500) return final('Llm.Refused');
  if (status === 402 || (saysQuotaExceeded(error) && status < 500)) return final('Llm.QuotaExceeded');
  if (status === 401 || status === 403 || (saysInvalidKey(error) && status < 500))
    return final('Llm.Unauthorized');
  if (status === 429) return rateLimited(error, headers, now);
  if (saysContextTooLong(error) && mayMeanContext(status)) return final('Llm.ContextTooLong');
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    const told = headers && retryAfterMilliseconds(headers, now);
    return { type: 'Llm.Unavailable', retry: { afterMilliseconds: told ?? 'backoff' } };
  }
  return final('Llm.BadRequest');
}

function rateLimited(error: ProviderError, headers: HeaderSource | undefined, now: Date): Verdict {
  if (saysRequestAboveRateLimit(error)) return final('Llm.BadRequest');
  const told = headers && (retryAfterMilliseconds(headers, now) ?? rateLimitResetMilliseconds(headers, now));
  return { type: 'Llm.RateLimited', retry: { afterMilliseconds: told ?? 'backoff', benign: true } };
}

/** 500 because older llama.cpp servers answer so, and the same prompt will not fit the next time either. */
function mayMeanContext(status: number): boolean {
  return status === 400 || status === 413 || status === 422 || status === 500;
}

function final(type: ModelFailureType): Verdict {
  return { type, retry: 'never' };
}
