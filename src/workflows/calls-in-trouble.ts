import type { FailedAttempt, RetriedCalls } from '../contract/retried-calls.ts';
import { mergeRetriedCalls } from '../contract/retried-calls.ts';

/** Knows which calls of a shard are being made again: Temporal's retries leave no event in a history. */
export class CallsInTrouble {
  #started = 0;
  /** By activity id: the models of calls in flight. */
  readonly #models = new Map<string, string>();
  readonly #failed = new Map<string, FailedAttempt>();

  /** Returns the id of the activity that is to make the call. */
  begin(model: string): string {
    const activityId = `call-${(this.#started += 1)}`;
    this.#models.set(activityId, model);
    return activityId;
  }

  end(activityId: string): void {
    this.#models.delete(activityId);
    this.#failed.delete(activityId);
  }

  /** News of a call that has ended meanwhile is no news. */
  hear(attempts: readonly FailedAttempt[]): void {
    for (const attempt of attempts) {
      if (this.#models.has(attempt.activityId)) this.#failed.set(attempt.activityId, attempt);
    }
  }

  retrying(): RetriedCalls[] {
    return mergeRetriedCalls(
      [...this.#failed.values()].map(({ activityId, ...attempt }) => ({
        model: this.#models.get(activityId) ?? '',
        calls: 1,
        ...attempt,
      })),
    );
  }
}
