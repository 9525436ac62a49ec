import type { RetriedCalls } from '../../contract/retried-calls.ts';
import { excerpt } from '../say.ts';
import { counted, duration } from './amounts.ts';

/** `trying again: 4 calls of openai/x, 5 attempts so far, next in 12 s: HTTP 503`, in at most so many characters. */
export function describeRetries(
  { model, calls, attempts, says, nextAt }: RetriedCalls,
  at: number,
  longest: number,
): string {
  const seconds = (Date.parse(nextAt) - at) / 1_000;
  const next = seconds > 0.5 ? `next in ${duration(seconds)}` : 'being tried now';
  const head = `trying again: ${counted(calls, 'call')} of ${model}, ${counted(attempts, 'attempt')} so far, ${next}`;
  return excerpt(`${head}: ${says}`, longest);
}
