import type { Failure, FailureFacts } from '../contract/failures.ts';
import type { RetryDelay } from '../http/backoff.ts';

/**
 * Whether another try may help, and when: after as long as the provider said, or after a backoff, whose length only
 * the caller can tell because it alone knows how often it tried. See `retryDelayMilliseconds`.
 */
export type ChatRetry =
  | 'never'
  | (RetryDelay & {
      /** Expected in a healthy run (a rate limit): kept out of the failure metrics and logs. */
      benign?: true;
      /** With the last of so many tries it is final; without a number, Temporal's own bound holds. */
      tries?: number;
    });

/** Why a model call failed, in the words of {@link Failure}, and whether another try may help. */
export class ChatFailure extends Error {
  readonly failure: Failure;
  readonly retry: ChatRetry;
  readonly facts: FailureFacts;

  constructor(failure: Failure, retry: ChatRetry, facts: FailureFacts = {}) {
    super(failure.message);
    this.name = 'ChatFailure';
    this.failure = failure;
    this.retry = retry;
    this.facts = facts;
  }
}
