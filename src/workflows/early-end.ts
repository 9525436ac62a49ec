import { describeDropped } from '../contract/failed-rows.ts';
import type { Failure } from '../contract/failures.ts';
import type { EarlyEnd } from '../contract/run.ts';
import type { CarriedRun } from '../contract/workflows.ts';

/** What has ended a run before its last row. */
export interface EndCauses {
  /** By the update "finish". */
  requested: boolean;
  tooManyFailed: boolean;
  /** The first. */
  failure: Failure | null;
  isPlanCutShort: boolean;
}

/** Why a run's dataset is not whole, in the words of its files; null where it is. A request comes before all else. */
export function earlyEndOf(causes: EndCauses, run: CarriedRun): EarlyEnd | null {
  const { requested, tooManyFailed, failure, isPlanCutShort } = causes;
  const { tally, rowsPlanned, input } = run;
  if (requested && (isPlanCutShort || tally.rows < rowsPlanned)) {
    const meanwhile = failure ? `; while calls were awaited: ${failure.message}` : '';
    return {
      reason: 'Requested',
      message: `finished on request, after ${tally.rows} of ${rowsPlanned}${isPlanCutShort ? ' or more' : ''} rows${meanwhile}`,
    };
  }
  if (failure) return { reason: failure.type, message: failure.message };
  if (tooManyFailed) {
    return {
      reason: 'Run.TooManyFailedRows',
      message:
        `stopped early: of ${tally.rows} rows done, more than limits.maxFailedRowShare ` +
        `(${input.limits.maxFailedRowShare}) failed: ${describeDropped(tally.dropped)}`,
    };
  }
  // Rows that an earlier run had dropped may be dropped again, and its dataset has others.
  if (tally.rows > 0 && tally.pairs === 0 && input.from?.output === undefined) {
    return {
      reason: 'Run.NoPairs',
      message: `none of ${tally.rows} rows gave a pair: ${describeDropped(tally.dropped)}`,
    };
  }
  return null;
}

/** What a run fails with whose finished rows are published. */
export function failureOfPublished({ reason, message }: EarlyEnd, run: CarriedRun): Failure | null {
  if (reason === 'Requested') return null;
  const { tally, input } = run;
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  const finished = `${tally.rows} rows, ${tally.pairs} pairs`;
  return {
    type: reason,
    message: `${ended} What was finished (${finished}) is in "${input.output.path}", marked as partial`,
  };
}
