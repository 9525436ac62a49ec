import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type {
  CheckActivities,
  DatasetActivities,
  ModelActivities,
  PushActivities,
  RecallActivities,
  TokenActivities,
} from '../contract/activities.ts';
import { timeouts } from '../contract/timeouts.ts';

/**
 * Reading and writing: on the workflow's own task queue. Each is idempotent, so trying again is safe; the bound is
 * for faults that do not pass.
 */
export const datasetActivities = proxyActivities<DatasetActivities>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: timeouts.reading,
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 10 },
});

/**
 * Sending a dataset to other servers, which may take long. Each attempt sends what is not there yet; eight of them span
 * some minutes, and then the run waits for a person.
 */
export const pushActivities = proxyActivities<PushActivities>({
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: timeouts.reading,
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 8 },
});

/** A question before the run: what keeps failing in a passing way is left to the run itself, which is more patient. */
export const preflightActivities = proxyActivities<Pick<ModelActivities, 'preflight'>>({
  startToCloseTimeout: timeouts.modelCall,
  scheduleToCloseTimeout: '5 minutes',
  heartbeatTimeout: timeouts.heartbeat,
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 3 },
});

/**
 * Paid calls: on their provider's task queue, given at the call. This is the one retry layer; the worker names each
 * failure and says when to come back. Twenty attempts with a minute at most between them outlast an outage of a
 * quarter of an hour.
 */
export const modelActivities = proxyActivities<ModelActivities>({
  startToCloseTimeout: timeouts.modelCall,
  heartbeatTimeout: timeouts.heartbeat,
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 20 },
});

/**
 * Looking for an answer that is there already, as a local activity: a marker in the history and no round trip, for a
 * look that may find nothing. What fails finds nothing.
 */
export const lookUps = proxyLocalActivities<Pick<RecallActivities, 'hasAnswer'>>({
  startToCloseTimeout: '8 seconds',
  retry: { maximumAttempts: 1 },
});

/** Counting, which needs a tokenizer's files and no network once they are there: a marker with the counts in the history. */
export const tokenActivities = proxyLocalActivities<TokenActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 10 },
});

/** The same of comparing with benchmarks, which are read from files. */
export const checkActivities = proxyLocalActivities<CheckActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 10 },
});

/** Fetching such an answer: in the history like any other, and on the workflow's own task queue. */
export const recallActivities = proxyActivities<Omit<RecallActivities, 'hasAnswer'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});
