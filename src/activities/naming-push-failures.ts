import { Context } from '@temporalio/activity';
import { finalFailure, passingFailure } from '../contract/failures.ts';
import { backoffMilliseconds } from '../http/backoff.ts';
import { PushFailure } from '../output/push/push-failure.ts';

/** Runs `push`, with what kept it from arriving named `Dataset.PushFailed`; `then` tells what its reader can do. */
export async function namingPushFailures<Result>(then: string, push: () => Promise<Result>): Promise<Result> {
  try {
    return await push();
  } catch (error) {
    if (!(error instanceof PushFailure)) throw error;
    const failure = { type: 'Dataset.PushFailed' as const, message: `${error.message}; ${then}` };
    if (!error.mayPass) throw finalFailure(failure);
    const afterMilliseconds = backoffMilliseconds(Context.current().info.attempt, Math.random);
    throw passingFailure(failure, { afterMilliseconds });
  }
}
