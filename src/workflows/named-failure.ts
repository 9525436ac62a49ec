import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { isFailureType, type Failure, type FailureFacts } from '../contract/failures.ts';

export type NamedFailure = Failure & FailureFacts;

/** The same, under a name for what came to nothing for a reason that nobody foresaw; undefined for a fault of this code. */
export function failureOf(error: unknown): Failure | undefined {
  const named = namedFailure(error);
  if (named) return named;
  if (!(error instanceof ActivityFailure || error instanceof ChildWorkflowFailure)) return undefined;
  const what = error instanceof ActivityFailure ? error.activityType : error.workflowType;
  return { type: 'Run.Unexpected', message: `${what} came to nothing: ${innermostMessage(error)}` };
}

function innermostMessage(error: Error): string {
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message || error.name;
}

/** The failure an activity or a child workflow named, from under what Temporal wraps it in. */
export function namedFailure(error: unknown): NamedFailure | undefined {
  if (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure)
    return namedFailure(error.cause);
  if (error instanceof TimeoutFailure) {
    return { type: 'Llm.Timeout', message: `no answer: ${error.message} in every attempt` };
  }
  if (error instanceof ApplicationFailure && isFailureType(error.type)) {
    const [facts] = (error.details ?? []) as [FailureFacts?];
    return { type: error.type, message: error.message, ...facts };
  }
  return undefined;
}
