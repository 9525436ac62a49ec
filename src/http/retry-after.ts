/** Response headers; a `Headers` is one. */
export interface HeaderSource {
  get(name: string): string | null;
}

/**
 * Milliseconds until the provider wants to hear again, from `retry-after-ms` or `retry-after`. Undefined where it does
 * not say, says something unreadable, or says a time gone by: zero would have a crowd hammer at a closed door.
 */
export function retryAfterMilliseconds(headers: HeaderSource, now: Date): number | undefined {
  return (
    delayMilliseconds(headers.get('retry-after-ms'), now, 1) ??
    delayMilliseconds(headers.get('retry-after'), now, 1_000)
  );
}

/**
 * Milliseconds until a rate limit lets the next request through, from the `x-ratelimit-*` headers. Of several limits
 * the one that is used up counts; where none is said to be, the one that resets last.
 */
export function rateLimitResetMilliseconds(headers: HeaderSource, now: Date): number | undefined {
  const limits = ['-requests', '-tokens', ''].flatMap((limit) => {
    const reset = delayMilliseconds(headers.get(`x-ratelimit-reset${limit}`), now, 1_000);
    const usedUp = headers.get(`x-ratelimit-remaining${limit}`)?.trim() === '0';
    return reset === undefined ? [] : [{ reset, usedUp }];
  });
  const blocking = limits.some(({ usedUp }) => usedUp) ? limits.filter(({ usedUp }) => usedUp) : limits;
  return blocking.length > 0 ? Math.max(...blocking.map(({ reset }) => reset)) : undefined;
}

/** Reads a plain number of `unit`, a duration such as `6m0s`, a unix time in s or ms, an HTTP date or an ISO date. */
export function delayMilliseconds(value: string | null, now: Date, unit: number): number | undefined {
  const text = value?.trim() ?? '';
  const delay = /^\d+(\.\d+)?$/.test(text)
    ? numberMilliseconds(Number(text), now, unit)
    : (durationMilliseconds(text) ?? dateMilliseconds(text, now));
  return delay !== undefined && delay > 0 ? Math.ceil(delay) : undefined;
}

function numberMilliseconds(value: number, now: Date, unit: number): number {
  if (value >= 1e11) return value - now.getTime();
  if (value >= 1e9) return value * 1_000 - now.getTime();
  return value * unit;
}

const durationUnits = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function durationMilliseconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)]
    .map(([, amount, unit]) => Number(amount) * durationUnits[unit as keyof typeof durationUnits])
    .reduce((sum, part) => sum + part, 0);
}

function dateMilliseconds(text: string, now: Date): number | undefined {
  if (!/^[A-Z][a-z]{2}, .* GMT$/.test(text) && !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time - now.getTime();
}
