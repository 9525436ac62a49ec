import { expect, inject, onTestFinished, test } from 'vitest';
import type { Progress } from '../../src/contract/steering.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { conversationRows, rowId } from './conversations.ts';
import { eventsOf } from './history.ts';
import { withFakes } from './run-with-fakes.ts';

test('a run that has grown continues as new and publishes every row once', async () => {
  const server = await startDevServer({
    executable: inject('temporalCli'),
    port: await findFreePort(),
    extraArguments: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=50'],
  });
  onTestFinished(() => server.stop());
  const rows = conversationRows(40);
  const fakes = await withFakes({ rows, rowsPerShard: 1, shardsPerPage: 15, address: server.address });

  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 4 } }));
  const first = fakes.client.workflow.getHandle(fakes.workflowId, run.firstExecutionRunId);
  const summary = await run.result();

  expect((await first.describe()).status.name).toBe('CONTINUED_AS_NEW');
  const firstEvents = await eventsOf(first);
  expect(firstEvents.length).toBeLessThan(120);
  expect(firstEvents.at(-1)?.workflowExecutionContinuedAsNewEventAttributes).toBeTruthy();
  expect(summary).toMatchObject({ rows: 40, pairs: 40 });
  expect([...fakes.dataset.shardsLoaded].sort((one, other) => one - other)).toEqual(
    rows.map(({ row }) => row),
  );
  expect(fakes.models.calls).toHaveLength(40 * 3);
  expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual(rows.map(({ row }) => rowId(row)));
  expect(fakes.dataset.published).toHaveLength(1);
  expect(fakes.dataset.published[0]).toMatchObject({
    run: { workflowId: fakes.workflowId, runId: run.firstExecutionRunId },
    partsByShard: rows.map(() => 1),
  });
  const latest = fakes.client.workflow.getHandle(fakes.workflowId);
  expect(await latest.query<Progress>('progress')).toMatchObject({
    state: 'completed',
    rows: { planned: 40, allPlanned: true, done: 40, left: 0 },
  });
});
