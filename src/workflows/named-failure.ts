import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { isFailureType, type Failure, type FailureFacts } from '../contract/failures.ts';

export type NamedFailure = Failure & FailureFacts;

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
