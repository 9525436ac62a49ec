import { Context } from '@temporalio/activity';
import { timeouts } from '../contract/timeouts.ts';

/**
 * Tells the server that this worker still works on the activity, and passes on its cancellation. The first heartbeat
 * comes only after a while, so that a short call is not charged for one.
 */
export async function whileHeartbeating<Result>(
  work: (cancellation: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  const beating = setInterval(() => context.heartbeat(), timeouts.firstHeartbeat);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(beating);
  }
}
