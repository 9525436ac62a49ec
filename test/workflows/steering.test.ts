import { WorkflowUpdateFailedError } from '@temporalio/client';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
  pauseUpdate,
  progressQuery,
  resumeUpdate,
  setBudgetUpdate,
  setRowsInFlightUpdate,
} from '../../src/contract/steering.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { eventsOf } from './history.ts';
import { latch } from './latch.ts';
import { withFakes, type Fakes } from './run-with-fakes.ts';
import { untilProgress, untilState } from './until-progress.ts';

/** Fakes whose generators answer only once the returned latch is open. */
async function withHeldAnswers(rows: number): Promise<Fakes & { answers: ReturnType<typeof latch> }> {
  const answers = latch();
  const fakes = await withFakes({
    rows: conversationRows(rows),
    rowsPerShard: 32,
    generate: async (call) => {
      await answers.opened;
      return answer(call);
    },
  });
  return { ...fakes, answers };
}

test.each<[string, unknown[], string]>([
  ['pause', [7], 'pause takes a reason in words, at most 500 characters, or nothing: got 7'],
  ['pause', [{ because: 'lunch' }], 'got {"because":"lunch"}'],
  ['setRowsInFlight', [], 'setRowsInFlight takes a whole number from 1 to 10000: got nothing'],
  ['setRowsInFlight', [0], 'got 0'],
  ['setRowsInFlight', [1.5], 'got 1.5'],
  ['setRowsInFlight', [10_001], 'got 10001'],
  ['setRowsInFlight', ['ten'], 'got "ten"'],
  [
    'setBudget',
    [],
    'setBudget takes US dollars for the whole run, 0 or more, or null for no bound: got nothing',
  ],
  ['setBudget', [-1], 'got -1'],
  ['setBudget', ['5 dollars'], 'got "5 dollars"'],
])('%s with %j is rejected in words, and leaves no trace in the history', async (update, args, words) => {
  const { start, input, answers } = await withHeldAnswers(1);
  const run = await start(input());
  const rejected: unknown = await run
    .executeUpdate(update, { args: args as [unknown] })
    .catch((error: unknown) => error);
  expect(rejected).toBeInstanceOf(WorkflowUpdateFailedError);
  const { cause } = rejected as WorkflowUpdateFailedError;
  expect(cause).toMatchObject({ type: 'InvalidInput' });
  expect(cause?.message).toContain(words);
  const events = await eventsOf(run);
  expect(events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toEqual([]);
  answers.open();
  await run.result();
});

test('a paused run finishes what is in flight and starts nothing, not even calls that had their turn already', async () => {
  const { models, start, input, model, answers } = await withHeldAnswers(32);
  const run = await start(input({ generators: [model('alpha', { samples: 5 })] }));
  await models.started.until((calls) => calls.length === 100);

  expect(await run.executeUpdate(pauseUpdate, { args: ['to look at the first rows'] })).toMatchObject({
    state: 'draining',
    pause: { reason: 'Requested', message: 'to look at the first rows' },
  });
  answers.open();
  expect(await untilState(run, 'paused')).toMatchObject({ callsInFlight: 0, rate: { callsPerMinute: 0 } });
  expect(models.calls).toHaveLength(100);

  expect(await run.executeUpdate(resumeUpdate)).toMatchObject({ state: 'running', pause: null });
  expect(await run.result()).toMatchObject({ rows: 32, pairs: 32 });
  expect(models.calls).toHaveLength(32 * 6);
});

test('pausing a paused run changes nothing, and neither does resuming one that goes on', async () => {
  const { start, input, answers } = await withHeldAnswers(2);
  const run = await start(input());
  expect(await run.executeUpdate(resumeUpdate)).toMatchObject({ pause: null });
  const { pause } = await run.executeUpdate(pauseUpdate, { args: ['lunch'] });
  expect(await run.executeUpdate(pauseUpdate, { args: ['dinner'] })).toMatchObject({ pause });
  await run.executeUpdate(resumeUpdate);
  await run.executeUpdate(resumeUpdate);
  answers.open();
  expect(await run.result()).toMatchObject({ rows: 2 });
});

test('updates that come while a run is planned hold once it is', async () => {
  const planned = latch();
  const fakes = await withFakes({
    rows: conversationRows(6),
    rowsPerShard: 2,
    beforePlanned: planned.opened,
  });
  const run = await fakes.start(fakes.input());
  expect(await run.executeUpdate(setRowsInFlightUpdate, { args: [1] })).toMatchObject({
    state: 'planning',
    rowsInFlight: 1,
    rows: { planned: 0 },
  });
  expect(await run.executeUpdate(setBudgetUpdate, { args: [3] })).toMatchObject({ cost: { budgetUsd: 3 } });
  expect(await run.executeUpdate(pauseUpdate, { args: [null] })).toMatchObject({ state: 'paused' });
  planned.open();
  expect(await untilProgress(run, ({ rows }) => rows.planned === 6)).toMatchObject({ state: 'paused' });
  expect(fakes.models.calls).toEqual([]);
  await run.executeUpdate(resumeUpdate);
  await run.result();
  expect(fakes.models.mostRowsUnderWay).toBe(1);
  expect(await run.query(progressQuery)).toMatchObject({ rowsInFlight: 1, cost: { budgetUsd: 3 } });
});

test('rows in flight follow the update while a run goes on', async () => {
  const isFull = latch();
  const fakes = await withFakes({
    rows: conversationRows(40),
    rowsPerShard: 8,
    generate: async (call) => {
      if (fakes.models.mostRowsUnderWay === 12) isFull.open();
      await isFull.opened;
      return answer(call);
    },
  });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 2 } }));
  await fakes.models.started.until((calls) => calls.length === 4);
  expect(await run.executeUpdate(setRowsInFlightUpdate, { args: [12] })).toMatchObject({ rowsInFlight: 12 });
  expect(await run.result()).toMatchObject({ rows: 40 });
  expect(fakes.models.mostRowsUnderWay).toBe(12);
});

test('what updates have set survives continue-as-new', async () => {
  const server = await startDevServer({
    executable: inject('temporalCli'),
    port: await findFreePort(),
    extraArguments: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=50'],
  });
  onTestFinished(() => server.stop());
  const fakes = await withFakes({ rows: conversationRows(30), rowsPerShard: 1, address: server.address });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 50, budgetUsd: 1 } }));
  await run.executeUpdate(setRowsInFlightUpdate, { args: [3] });
  await run.executeUpdate(setBudgetUpdate, { args: [null] });
  await run.result();
  const latest = fakes.client.workflow.getHandle(fakes.workflowId);
  expect((await latest.describe()).runId).not.toBe(run.firstExecutionRunId);
  expect(await latest.query(progressQuery)).toMatchObject({
    state: 'completed',
    rows: { done: 30 },
    rowsInFlight: 3,
    cost: { budgetUsd: null },
  });
});
