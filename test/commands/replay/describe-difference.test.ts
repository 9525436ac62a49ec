import { expect, test } from 'vitest';
import { describeDifference } from '../../../src/commands/replay/describe-difference.ts';

/** As the SDK prints what a replay failed with. */
function printed(said: string): string {
  return (
    'Replay failed with a nondeterminism error. Details: Workflow activation completion failed: ' +
    `Failure { failure: Some(Failure { message: "${said}", source: "", stack_trace: "" }) }`
  );
}

const mismatch =
  "[TMPRL1100] Nondeterminism error: Activity type of scheduled event 'judge' does not match activity type of " +
  "activity command 'generate'";

test('two activities are named as the history and as the build have them', () => {
  const event = { eventId: '12', activityTaskScheduledEventAttributes: { activityType: { name: 'judge' } } };
  expect(describeDifference(event as never, printed(mismatch))).toBe(
    'Event 12: the history schedules judge, this build schedules generate.',
  );
});

test('another kind of event is told apart from what the build does', () => {
  const event = { eventId: '5', timerStartedEventAttributes: { timerId: '1' } };
  const said =
    '[TMPRL1100] Nondeterminism error: Activity machine does not handle this event: HistoryEvent(id: 5, TimerStarted)';
  expect(describeDifference(event as never, printed(said))).toBe(
    'Event 5: the history starts a timer, this build schedules an activity.',
  );
});

test('a build that is done where the history goes on does nothing', () => {
  const event = {
    eventId: '9',
    startChildWorkflowExecutionInitiatedEventAttributes: {
      workflowId: 'run/shard-00000',
      workflowType: { name: 'preferenceShard' },
    },
  };
  const said = '[TMPRL1100] Nondeterminism error: No command scheduled for event HistoryEvent(id: 9)';
  expect(describeDifference(event as never, printed(said))).toBe(
    'Event 9: the history starts preferenceShard "run/shard-00000", this build does nothing.',
  );
});

test('a workflow that the build does not have is named', () => {
  const said =
    "Failed to initialize workflow of type 'preferenceTable': no such function is exported by the workflow bundle";
  expect(describeDifference(undefined, printed(said))).toBe(
    'This build has no workflow of type "preferenceTable".',
  );
});

test("a message in unknown words is passed on, and an unknown event is named by the SDK's name", () => {
  const event = { eventId: '7', workflowExecutionSignaledEventAttributes: {} };
  expect(describeDifference(event as never, printed('The stars are wrong'))).toBe(
    'Event 7: the history has the event workflowExecutionSignaled, this build does otherwise (The stars are wrong).',
  );
});
