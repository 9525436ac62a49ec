import {
  delayMilliseconds,
  rateLimitResetMilliseconds,
  retryAfterMilliseconds,
  type HeaderSource,
} from '../http/retry-after.ts';
import type { ProviderError } from './provider-error.schema.ts';

/** A limit that lifts later than this is waited for by the run as a whole; up to it, each call waits for itself. */
export const longestWaitOfACall = 600_000;

/** No quota runs for longer than a month: what reads like more is something else. */
const longestReset = 32 * 86_400_000;

/**
 * Milliseconds until a limit lifts, in the order of what speaks of this very call: `retry-after`, the error's own
 * words, the headers of the limit (OpenRouter repeats them in the error's metadata). Undefined where nothing says.
 */
export function toldReset(
  error: ProviderError,
  headers: HeaderSource | undefined,
  now: Date,
): number | undefined {
  return allTold(error, headers, now)[0];
}

/** The longest that anything tells, for a limit that is known to be a long one. */
export function longestToldReset(
  error: ProviderError,
  headers: HeaderSource | undefined,
  now: Date,
): number | undefined {
  const told = allTold(error, headers, now);
  return told.length === 0 ? undefined : Math.max(...told);
}

function allTold(error: ProviderError, headers: HeaderSource | undefined, now: Date): number[] {
  const quoted: HeaderSource = { get: (name) => error.headers[name] ?? null };
  // LiteLLM gives the headers of the provider behind it another name.
  const passedOn = headers && { get: (name: string) => headers.get(`llm_provider-${name}`) };
  return [
    headers && retryAfterMilliseconds(headers, now),
    passedOn && retryAfterMilliseconds(passedOn, now),
    error.retryDelay === undefined ? undefined : delayMilliseconds(error.retryDelay, now, 1_000),
    waitInWords(error.message ?? '', now),
    headers && rateLimitResetMilliseconds(headers, now),
    passedOn && rateLimitResetMilliseconds(passedOn, now),
    retryAfterMilliseconds(quoted, now),
    rateLimitResetMilliseconds(quoted, now),
  ].filter((told): told is number => told !== undefined && told <= longestReset);
}

/** "Please try again in 9m38.016s", "resets in 6 hours", "retry after 86400 seconds", "try again at 2026-01-02T…Z". */
export function waitInWords(words: string, now: Date): number | undefined {
  return waitFor(words) ?? waitUntil(words, now);
}

const amount = String.raw`\d+(?:\.\d+)?\s*(?:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b`;
const duration = String.raw`((?:${amount}(?:\s*,?\s*(?:and\s+)?)?)+|\d+(?:\.\d+)?(?:ms|s|m|h|d)(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)`;
const forForms = new RegExp(
  String.raw`(?:(?:again|retry|retrying|reset|resets|available|lifted|wait(?:ing)?|come back|renews?|refresh(?:es)?)\s+(?:(?:again|after|in|for|within|at least|about)\s+)*)` +
    duration,
  'i',
);

function waitFor(words: string): number | undefined {
  const told = forForms.exec(words)?.[1];
  if (told === undefined) return undefined;
  const parts = [...told.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)].map(
    ([, count, unit = '']) => Number(count) * unitMilliseconds(unit.toLowerCase()),
  );
  const sum = Math.ceil(parts.reduce((total, part) => total + part, 0));
  return sum > 0 ? sum : undefined;
}

function unitMilliseconds(unit: string): number {
  if (/^(ms|msec|milli)/.test(unit)) return 1;
  if (unit.startsWith('s')) return 1_000;
  if (unit.startsWith('m')) return 60_000;
  return unit.startsWith('h') ? 3_600_000 : 86_400_000;
}

const timeForm =
  /\b(?:at|on|until|after|by|is)\s+(\d{4}-\d{2}-\d{2})(?:T|\s+|\s+at\s+)(\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/i;

/** Times without a zone are taken for UTC, which providers count in. */
function waitUntil(words: string, now: Date): number | undefined {
  const [, day, time, zone = 'Z'] = timeForm.exec(words) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const at = Date.parse(`${day}T${time}${/^(UTC|GMT)$/i.test(zone) ? 'Z' : zone.toUpperCase()}`);
  const delay = at - now.getTime();
  return delay > 0 ? delay : undefined;
}
