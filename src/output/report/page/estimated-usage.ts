import type { ModelUsage } from '../../../contract/usage.ts';
import { count } from './written-numbers.ts';

/** Behind the name of a model some of whose calls its provider did not count; nothing behind others. */
export function estimatedMark({ estimatedCalls = 0 }: Pick<ModelUsage, 'estimatedCalls'>): string {
  return estimatedCalls > 0 ? ' (estimated)' : '';
}

/** What the mark means, to follow a sentence; nothing where there is none. */
export function estimatedNote(estimatedCalls: number, calls: number): string {
  if (estimatedCalls === 0) return '';
  return (
    ` Of ${count(calls)} calls, ${count(estimatedCalls)} came back without a count of their tokens: those are estimated ` +
    'from the texts, and with them what they cost.'
  );
}
