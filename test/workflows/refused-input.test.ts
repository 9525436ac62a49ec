import { expect, test } from 'vitest';
import { conversationRows } from './conversations.ts';
import { childrenStarted, eventsOf } from './history.ts';
import { failureOf, withFakes } from './run-with-fakes.ts';

test('an input that planning refuses fails the run with every problem, before any shard', async () => {
  const fakes = await withFakes({ rows: conversationRows(2) });
  const run = await fakes.start(fakes.input({ judges: [], colour: 'brown' }));
  const failure = await failureOf(run);
  expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
  expect(failure?.message).toBe(
    'The input has 2 problems:\n- judges: needs a judge\n- colour: is not a known key',
  );
  expect(childrenStarted(await eventsOf(run))).toEqual([]);
  expect(fakes.dataset.shardsLoaded).toEqual([]);
  expect((await run.describe()).status.name).toBe('FAILED');
});

test.each([
  ['no input', []],
  ['null', [null]],
])('%s fails the run and says how to give one', async (_, args) => {
  const fakes = await withFakes({ rows: conversationRows(2) });
  const run = await fakes.start(...args);
  const failure = await failureOf(run);
  expect(failure).toMatchObject({ type: 'InvalidInput', nonRetryable: true });
  expect(failure?.message).toContain('--input-file');
  expect((await run.describe()).status.name).toBe('FAILED');
});

test('a second argument fails the run: nobody but a run itself may carry one over', async () => {
  const fakes = await withFakes({ rows: conversationRows(2) });
  const run = await fakes.start(fakes.input(), { shards: [] });
  expect(await failureOf(run)).toMatchObject({
    type: 'InvalidInput',
    message: 'The input has a problem:\n- a run takes one input; a second one was given',
  });
  expect((await run.describe()).status.name).toBe('FAILED');
  expect(fakes.models.calls).toEqual([]);
});
