import type { HistoryEvent } from './named-history.ts';

/**
 * In words, from the first event that a build cannot follow, and the SDK's message about it:
 * `Event 36: the history schedules judge, this build schedules writeShard.`
 */
export function describeDifference(event: HistoryEvent | undefined, message: string): string {
  const missing = /workflow of type '([^']*)': no such function is exported/.exec(message)?.[1];
  if (missing !== undefined) return `This build has no workflow of type "${missing}".`;
  const said = innermost(message);
  const instead = inThisBuild(said) ?? `does otherwise (${said})`;
  return `Event ${String(event?.eventId)}: the history ${inHistory(event)}, this build ${instead}.`;
}

/** What an event says that the workflow did. */
function inHistory(event: HistoryEvent | undefined): string {
  const activity = event?.activityTaskScheduledEventAttributes?.activityType?.name;
  if (activity) return `schedules ${activity}`;
  const child = event?.startChildWorkflowExecutionInitiatedEventAttributes;
  if (child) return `starts ${child.workflowType?.name} "${child.workflowId}"`;
  const signal = event?.signalExternalWorkflowExecutionInitiatedEventAttributes?.signalName;
  if (signal) return `sends the signal ${signal}`;
  const attributes = Object.keys(event ?? {}).find((key) => key.endsWith('EventAttributes')) ?? '';
  const what = attributes.replace(/EventAttributes$/, '');
  return deedsByEvent[what] ?? `has the event ${what || 'of no known type'}`;
}

/** By the first part of the name of an event's attributes. */
const deedsByEvent: Record<string, string> = {
  timerStarted: 'starts a timer',
  timerCanceled: 'cancels a timer',
  markerRecorded: 'notes what a local activity found',
  upsertWorkflowSearchAttributes: 'sets its search attributes',
  activityTaskCancelRequested: 'cancels an activity',
  workflowExecutionCompleted: 'completes',
  workflowExecutionFailed: 'fails',
  workflowExecutionCanceled: 'ends as cancelled',
  workflowExecutionContinuedAsNew: 'continues as new',
  workflowExecutionUpdateAccepted: 'accepts an update',
  workflowExecutionUpdateCompleted: 'answers an update',
};

/** What a build does, as far as the message names it. */
function inThisBuild(said: string): string | undefined {
  const scheduled = /activity type of (local )?activity command '([^']*)'/.exec(said);
  if (scheduled)
    return scheduled[1] ? `looks for an answer with ${scheduled[2]}` : `schedules ${scheduled[2]}`;
  const child = /child workflow (?:id|type) of command '([^']*)'/.exec(said)?.[1];
  if (child !== undefined) return `starts "${child}"`;
  if (said.startsWith('No command scheduled for event')) return 'does nothing';
  const machine = /^(.*) machine does not handle this event/.exec(said)?.[1];
  return machine === undefined ? undefined : deedsByMachine[machine];
}

/** By what the SDK calls the state machine of a command. */
const deedsByMachine: Record<string, string> = {
  Activity: 'schedules an activity',
  'Local activity': 'runs a local activity',
  'Child workflow': 'starts a child workflow',
  Timer: 'starts a timer',
  'Signal external WF': 'sends a signal',
  'Cancel external WF': 'cancels another workflow',
  'Complete workflow': 'completes',
  'Fail workflow': 'fails',
  'Cancel workflow': 'ends as cancelled',
  'Continue as new workflow': 'continues as new',
  'Upsert search attributes': 'sets its search attributes',
  Update: 'answers an update',
};

/** The SDK's message stands inside the printed form of what it failed with. */
function innermost(message: string): string {
  const quoted = /message: "((?:[^"\\]|\\.)*)"/.exec(message)?.[1] ?? message;
  return quoted.replace(/^\[\w+\] /, '').replace(/^Nondeterminism error: /, '');
}
