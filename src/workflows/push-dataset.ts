import { ActivityFailure, TimeoutFailure } from '@temporalio/workflow';
import type { PushedPlace } from '../contract/activities.ts';
import { finalFailure } from '../contract/failures.ts';
import type { Pushed } from '../contract/run.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { pushActivities } from './activity-proxies.ts';
import type { Gate } from './gate.ts';

/**
 * Sends a published dataset to where its input says. A push that fails pauses the run: the files are complete, and
 * `resume` repeats that push alone.
 */
export async function pushDataset({ run, input }: CarriedRun, gate: Gate): Promise<Pushed | undefined> {
  const { path, push } = input.output;
  if (!push) return undefined;
  const pushed: Pushed = {};
  const { hub, argilla } = push;
  if (hub) {
    const { url } = await gate.through(() =>
      namingTimeouts(pushActivities.pushToHub({ run, path, target: hub })),
    );
    pushed.hub = url;
  }
  if (argilla) {
    const { url } = await gate.through(() =>
      namingTimeouts(pushActivities.pushToArgilla({ run, path, target: argilla })),
    );
    pushed.argilla = url;
  }
  return pushed;
}

/** A push that was cut off in every attempt is one that failed, not a lost run. */
async function namingTimeouts(push: Promise<PushedPlace>): Promise<PushedPlace> {
  try {
    return await push;
  } catch (error) {
    if (!(error instanceof ActivityFailure && error.cause instanceof TimeoutFailure)) throw error;
    throw finalFailure({
      type: 'Dataset.PushFailed',
      message:
        'the push was cut off in every attempt, as by workers that stop: ' +
        'look at the workers, then resume the run; what has arrived is not sent again',
    });
  }
}
