import { defineSearchAttributeKey } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { expect, inject, test } from 'vitest';
import { searchAttributeNames } from '../../src/contract/names.ts';
import { finalFailure } from '../../src/contract/failures.ts';
import { pauseUpdate, resumeUpdate } from '../../src/contract/steering.ts';
import { registerSearchAttributes } from '../../src/process/search-attributes.ts';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { eventsOf } from './history.ts';
import { latch } from './latch.ts';
import { withFakes, type FakesOptions } from './run-with-fakes.ts';
import { untilState } from './until-progress.ts';

async function register() {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  try {
    return await registerSearchAttributes(connection, 'default');
  } finally {
    await connection.close();
  }
}

const failsRow1: FakesOptions['generate'] = (call) => {
  if (call.row !== 1) return answer(call);
  throw finalFailure({ type: 'Llm.BadRequest', message: 'fake: no such parameter' });
};

test('a worker that may not register search attributes is told why', async () => {
  const refusing = { listSearchAttributes: () => Promise.reject(new Error('Request unauthorized.')) };
  const connection = { operatorService: refusing } as unknown as NativeConnection;
  expect(await registerSearchAttributes(connection, 'default')).toEqual({
    registered: false,
    why: 'Request unauthorized.',
  });
});

test('workers that start at one time all find the search attributes registered, and so does a later one', async () => {
  const registered = { registered: true };
  expect(await Promise.all([register(), register(), register()])).toEqual([
    registered,
    registered,
    registered,
  ]);
  expect(await register()).toEqual(registered);
});

test('without search attributes a run goes on without them', async () => {
  const fakes = await withFakes({ rows: conversationRows(2) });
  const run = await fakes.start(fakes.input());
  await run.result();
  const events = await eventsOf(run);
  expect(events.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)).toEqual([]);
});

test('lists show the name, state, dropped rows and cost of a run, and find its shards by its name', async () => {
  await register();
  const fakes = await withFakes({ rows: conversationRows(3), searchAttributes: true, generate: failsRow1 });
  const run = await fakes.start(fakes.input({ name: fakes.workflowId.replace('run', 'ponds') }));
  await run.result();
  const name = fakes.workflowId.replace('run', 'ponds');
  const shown = Object.fromEntries(
    (await run.describe()).typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
  );
  expect(shown).toMatchObject({
    [searchAttributeNames.name]: name,
    [searchAttributeNames.state]: 'completed',
    [searchAttributeNames.droppedRows]: 1,
  });
  // No price is known for what it called, and no cost is shown as nothing.
  expect(shown).not.toHaveProperty(searchAttributeNames.costUsd);
  const shard = await fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`).describe();
  expect(
    shard.typedSearchAttributes.get(defineSearchAttributeKey(searchAttributeNames.name, 'KEYWORD')),
  ).toBe(name);
});

test('search attributes follow the state at once, and are not written for every row', async () => {
  await register();
  const answers = latch();
  const fakes = await withFakes({
    rows: conversationRows(40),
    rowsPerShard: 10,
    searchAttributes: true,
    generate: async (call) => {
      await answers.opened;
      return call.row % 2 === 0
        ? answer(call)
        : await Promise.reject(finalFailure({ type: 'Llm.BadRequest', message: 'no' }));
    },
  });
  const run = await fakes.start(fakes.input({ limits: { maxFailedRowShare: 1 } }));
  await run.executeUpdate(pauseUpdate, { args: [null] });
  answers.open();
  await untilState(run, 'paused');
  await run.executeUpdate(resumeUpdate);
  await run.result();
  const upserts = (await eventsOf(run)).filter(
    (event) => event.upsertWorkflowSearchAttributesEventAttributes,
  );
  expect(upserts.length).toBeLessThan(8);
});
