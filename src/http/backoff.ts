const firstBackoff = 1_000;
const longestBackoff = 60_000;
const shortestToldDelay = 100;
const longestToldDelay = 600_000;

/** When a request may be made again: after a time that was told, or after one of our own. */
export interface RetryDelay {
  afterMilliseconds: number | 'backoff';
}

/** Milliseconds until the next try. `attempt` counts from 1; `random` gives numbers in [0, 1). */
export function retryDelayMilliseconds(
  { afterMilliseconds }: RetryDelay,
  attempt: number,
  random: () => number,
): number {
  return afterMilliseconds === 'backoff'
    ? backoffMilliseconds(attempt, random)
    : toldDelayMilliseconds(afterMilliseconds, random);
}

/** Doubles from one second to a minute; half of it is left to chance, so that a crowd spreads out. */
export function backoffMilliseconds(attempt: number, random: () => number): number {
  const whole = Math.min(longestBackoff, firstBackoff * 2 ** (attempt - 1));
  return Math.round(whole * (0.5 + random() / 2));
}

/**
 * The delay a provider asked for, never less of it up to ten minutes, and up to a tenth more, so that all who were
 * told the same do not come back in the same instant.
 */
export function toldDelayMilliseconds(told: number, random: () => number): number {
  const delay = Math.min(longestToldDelay, Math.max(shortestToldDelay, told));
  return Math.round(delay * (1 + random() / 10));
}
