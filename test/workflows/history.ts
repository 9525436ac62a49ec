import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type Payloads = temporal.api.common.v1.IPayloads;

export async function eventsOf(handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<HistoryEvent[]> {
  const { events } = await handle.fetchHistory();
  return events ?? [];
}

/** The activities a workflow scheduled, in their order. */
export function scheduled(events: readonly HistoryEvent[]) {
  return events.flatMap(({ eventId, activityTaskScheduledEventAttributes: attributes, userMetadata }) =>
    attributes
      ? [
          {
            eventId: Number(eventId),
            type: attributes.activityType?.name ?? '',
            taskQueue: attributes.taskQueue?.name ?? '',
            /** The event of the workflow task that asked for it. */
            task: Number(attributes.workflowTaskCompletedEventId),
            bytes: payloadBytes(attributes.input),
            summary: decodeText(userMetadata?.summary),
          },
        ]
      : [],
  );
}

/** The ids of the child workflows that a workflow asked for, with the label each shows in the UI. */
export function childrenStarted(events: readonly HistoryEvent[]) {
  return events.flatMap(
    ({ startChildWorkflowExecutionInitiatedEventAttributes: attributes, userMetadata }) =>
      attributes
        ? [{ workflowId: attributes.workflowId ?? '', summary: decodeText(userMetadata?.summary) }]
        : [],
  );
}

/** The most activities that were scheduled and not closed at one time, as the workflow knew it. */
export function mostActivitiesInFlight(events: readonly HistoryEvent[]): number {
  let inFlight = 0;
  let most = 0;
  for (const event of events) {
    if (event.activityTaskScheduledEventAttributes) inFlight += 1;
    if (
      event.activityTaskCompletedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskCanceledEventAttributes
    ) {
      inFlight -= 1;
    }
    most = Math.max(most, inFlight);
  }
  return most;
}

/** Bytes of the activity inputs that each workflow task handed to the server at once. */
export function scheduledBytesByTask(events: readonly HistoryEvent[]): number[] {
  const bytes = new Map<number, number>();
  for (const { task, bytes: more } of scheduled(events)) bytes.set(task, (bytes.get(task) ?? 0) + more);
  return [...bytes.values()];
}

function payloadBytes(payloads: Payloads | null | undefined): number {
  return (payloads?.payloads ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}

function decodeText(payload: temporal.api.common.v1.IPayload | null | undefined): string | undefined {
  return payload?.data ? (JSON.parse(Buffer.from(payload.data).toString()) as string) : undefined;
}
