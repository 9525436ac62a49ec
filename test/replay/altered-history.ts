import type { StoredHistory } from './histories.ts';

/** The same history of a workflow that scheduled or started something else first. */
export function withAnotherCommand(history: StoredHistory): StoredHistory {
  const altered = structuredClone(history);
  for (const event of altered.events) {
    const named =
      event.activityTaskScheduledEventAttributes?.activityType ??
      event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType;
    if (!named) continue;
    named.name = 'brewTea';
    return altered;
  }
  throw new Error('This history holds no activity and no child workflow');
}

/** The same history of a workflow that calls `one` where it calls `other`, and the other way round. */
export function swapActivities(history: StoredHistory, one: string, other: string): StoredHistory {
  const altered = structuredClone(history);
  for (const { activityTaskScheduledEventAttributes: scheduled } of altered.events) {
    const type = scheduled?.activityType;
    if (type?.name === one) type.name = other;
    else if (type?.name === other) type.name = one;
  }
  return altered;
}
