import type { Failure } from '../contract/failures.ts';
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
    });

/** Why a model call failed, in the words of {@link Failure}, and whether another try may help. */
export class ChatFailure extends Error {
  readonly failure: Failure;
  readonly retry: ChatRetry;

  constructor(failure: Failure, retry: ChatRetry) {
    super(failure.message);
    this.name = 'ChatFailure';
    this.failure = failure;
    this.retry = retry;
  }
}
