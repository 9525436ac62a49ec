import type { LossReason } from '../preference/drop-reason.ts';
import type { Tally } from './tally.ts';

/** Rows lost to a fault. A tie, a refusal or a row that could not be read is an outcome, not a fault. */
const faults: readonly LossReason[] = [
  'Llm.RateLimited',
  'Llm.Unavailable',
  'Llm.Timeout',
  'Llm.BadRequest',
  'Llm.Forbidden',
  'Llm.ContextTooLong',
  'Judge.Unparseable',
];

/** The share is taken of at least this many rows, so that the first bad row does not end a run. */
const fewestRowsJudged = 20;

export function hasTooManyFailedRows({ rows, dropped }: Tally, mostShare: number): boolean {
  const failed = faults.reduce((sum, fault) => sum + (dropped[fault] ?? 0), 0);
  return failed / Math.max(rows, fewestRowsJudged) > mostShare;
}

/** `31 × Llm.Timeout, 4 × Judge.Unparseable`, the most frequent first. */
export function describeDropped(dropped: Tally['dropped']): string {
  return Object.entries(dropped)
    .sort(([, first], [, second]) => second - first)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join(', ');
}
