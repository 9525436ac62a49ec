import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { isFailureType, type Failure } from '../contract/failures.ts';

/** The failure an activity or a child workflow named, from under what Temporal wraps it in. */
export function namedFailure(error: unknown): Failure | undefined {
  if (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure)
    return namedFailure(error.cause);
  if (error instanceof TimeoutFailure) {
    return { type: 'Llm.Timeout', message: `no answer: ${error.message} in every attempt` };
  }
  if (error instanceof ApplicationFailure && isFailureType(error.type)) {
    return { type: error.type, message: error.message };
  }
  return undefined;
}
