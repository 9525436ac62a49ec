import { setHandler } from '@temporalio/workflow';
import {
  failedAttemptsSignal,
  finishUpdate,
  pauseRunSignal,
  pauseUpdate,
  progressQuery,
  resumeUpdate,
  setBudgetUpdate,
  setRowsInFlightUpdate,
  shardProgressSignal,
  unpublishedQuery,
} from '../contract/steering.ts';
import { invalidInput } from '../contract/failures.ts';
import {
  checkBudget,
  checkPatience,
  checkReason,
  checkRowsInFlight,
} from '../contract/steering-arguments.ts';
import type { SteeredRun } from './steered-run.ts';

/** Everything that a run can be asked or told from outside, described for `temporal workflow metadata` and the UI. */
export function handleSteering(run: SteeredRun): void {
  setHandler(progressQuery, () => run.progress(), {
    description:
      'State, rows, calls, tokens and cost of each model, rate, and what is left; at most 5 seconds old',
  });
  setHandler(
    pauseUpdate,
    (reason) => run.pause({ reason: 'Requested', message: reason ?? 'paused by the update "pause"' }),
    {
      validator: checkReason,
      description: 'Finishes the calls in flight and starts no more; takes a reason in words, or nothing',
    },
  );
  setHandler(resumeUpdate, () => run.resume(), {
    description: 'Goes on after a pause, whatever its reason; harmless where there is none',
  });
  setHandler(setRowsInFlightUpdate, (rowsInFlight) => run.change({ rowsInFlight }), {
    validator: checkRowsInFlight,
    description: 'How many rows are worked on at a time: a whole number from 1 to 10,000',
  });
  setHandler(setBudgetUpdate, (budgetUsd) => run.change({ budgetUsd }), {
    validator: checkBudget,
    description:
      'What the run may cost in all, in US dollars, or null for no bound; goes on where an exceeded budget had paused it',
  });
  setHandler(finishUpdate, (seconds) => run.finish(seconds ?? undefined), {
    validator: (seconds) => {
      checkPatience(seconds);
      if (run.isEnding) throw invalidInput(['the run is publishing what it has already']);
    },
    description:
      'Ends the run early and well: no new rows, those in flight awaited for so many seconds (nothing: 300), then what ' +
      'is done is published, marked as partial',
  });
  setHandler(unpublishedQuery, () => run.unpublished(), {
    description: 'Of a run that ended otherwise: what publishes its finished rows (npm run finish)',
  });
  setHandler(shardProgressSignal, (report) => run.hear(report), {
    description: 'From a shard: its counts, a few times a minute',
  });
  setHandler(failedAttemptsSignal, (attempts) => run.hearOfRetries(attempts), {
    description: 'From a worker: questions before the rows that failed and are asked again',
  });
  setHandler(pauseRunSignal, (request) => run.pauseFor(request), {
    description: 'From a shard: a failure that pauses the whole run',
  });
}
