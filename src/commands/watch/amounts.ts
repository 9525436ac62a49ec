/** Amounts as a terminal shows them: one language on every machine. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function count(value: number): string {
  return whole.format(value);
}

export function perMinute(rate: number): string {
  return `${rate < 10 ? oneDecimal.format(rate) : count(rate)}/min`;
}

/** `48 s`, `3 min 12 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(total / 60);
  if (minutes === 0) return `${total} s`;
  if (minutes < 60) return `${minutes} min ${total % 60} s`;
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** `1 row`, `2 rows`. */
export function counted(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `2 min 5 s left`, or nothing where that is not known. */
export function timeLeft(seconds: number | null): string[] {
  return seconds === null ? [] : [`${duration(seconds)} left`];
}
