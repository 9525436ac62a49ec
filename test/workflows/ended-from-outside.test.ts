import { CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { childrenStarted, eventsOf, scheduled } from './history.ts';
import { failureOf, withFakes, type Fakes } from './run-with-fakes.ts';

/** Two shards of three rows; row 0 gets as far as its judge, the other calls never end. */
async function startHanging(): Promise<Fakes> {
  const fakes = await withFakes({
    rows: conversationRows(12),
    rowsPerShard: 3,
    generate: (call) => (call.row === 0 ? answer(call) : new Promise(() => undefined)),
    judge: () => new Promise(() => undefined),
  });
  return fakes;
}

const hanging = { limits: { rowsInFlight: 6 } };
const callsUnderWay = 6 * 2 + 1;

test('a cancelled run ends as cancelled, starts no other call and publishes nothing', async () => {
  const fakes = await startHanging();
  const run = await fakes.start(fakes.input(hanging));
  await fakes.models.started.until((calls) => calls.length === callsUnderWay);
  await run.cancel();

  expect(await failureOf(run)).toBeInstanceOf(CancelledFailure);
  expect((await run.describe()).status.name).toBe('CANCELLED');
  const shards = childrenStarted(await eventsOf(run));
  expect(shards).toHaveLength(2);
  for (const { workflowId } of shards) {
    const shard = fakes.client.workflow.getHandle(workflowId);
    expect((await shard.describe()).status.name).toBe('CANCELLED');
    const events = await eventsOf(shard);
    const cancelledAt = events.findIndex((event) => event.workflowExecutionCancelRequestedEventAttributes);
    expect(cancelledAt).toBeGreaterThan(0);
    expect(scheduled(events.slice(cancelledAt))).toEqual([]);
  }
  expect(fakes.models.calls).toHaveLength(callsUnderWay);
  expect(fakes.dataset.written).toEqual([]);
  expect(fakes.dataset.published).toEqual([]);
});

test('a run cancelled while a shard is paused between retries ends at once', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: () => Promise.reject(new Error('passes, some day')),
  });
  const run = await fakes.start(fakes.input());
  await fakes.models.started.until((calls) => calls.length === 2);
  await run.cancel();
  expect(await failureOf(run)).toBeInstanceOf(CancelledFailure);
});

test('a terminated run takes its shards with it', async () => {
  const fakes = await startHanging();
  const run = await fakes.start(fakes.input(hanging));
  await fakes.models.started.until((calls) => calls.length === callsUnderWay);
  await run.terminate('enough');

  for (const { workflowId } of childrenStarted(await eventsOf(run))) {
    expect(await failureOf(fakes.client.workflow.getHandle(workflowId))).toBeInstanceOf(TerminatedFailure);
  }
  expect(await failureOf(run)).toBeInstanceOf(TerminatedFailure);
  expect(fakes.models.calls).toHaveLength(callsUnderWay);
  expect(fakes.dataset.published).toEqual([]);
});
