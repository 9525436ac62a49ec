import { finalFailure, invalidInput } from '../contract/failures.ts';
import type { RunSummary } from '../contract/run.ts';
import { datasetActivities } from './activity-proxies.ts';
import { failureOf } from './named-failure.ts';

/**
 * Publishes, as partial, what a run had finished that was cancelled or terminated. Takes the run's workflow id, on the
 * task queue whose workers have its parts.
 */
export async function publishEndedRun(workflowId: unknown): Promise<RunSummary> {
  if (typeof workflowId !== 'string') throw invalidInput(['publishEndedRun takes the workflow id of a run']);
  try {
    return await datasetActivities.publishEndedRun({ workflowId });
  } catch (error) {
    const failure = failureOf(error);
    throw failure ? finalFailure(failure) : error;
  }
}
