import { expect, test } from 'vitest';
import { conversationRows, rowId } from './conversations.ts';
import { answer, generation } from './fake-models.ts';
import { latch } from './latch.ts';
import { eventsOf, mostActivitiesInFlight, scheduled, scheduledBytesByTask } from './history.ts';
import { complete, withFakes } from './run-with-fakes.ts';

const megabyte = 1024 * 1024;

test('a workflow has 100 activities in flight and never more', async () => {
  const isHundred = latch();
  const fakes = await withFakes({
    rows: conversationRows(32),
    generate: async (call) => {
      if (fakes.models.calls.length === 100) isHundred.open();
      await isHundred.opened;
      return answer(call);
    },
  });
  await complete(fakes, { generators: [fakes.model('alpha', { samples: 5 })] });
  const shard = fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`);
  expect(mostActivitiesInFlight(await eventsOf(shard))).toBe(100);
  expect(fakes.models.calls).toHaveLength(32 * 6);
  expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual(
    conversationRows(32).map(({ row }) => rowId(row)),
  );
});

test.each([
  { rowsInFlight: 1, rows: 6, rowsPerShard: 4 },
  { rowsInFlight: 5, rows: 22, rowsPerShard: 4 },
  { rowsInFlight: 20, rows: 60, rowsPerShard: 8 },
])(
  'a run limited to $rowsInFlight rows in flight fills that limit over its shards of $rowsPerShard, and keeps it',
  async ({ rowsInFlight, rows, rowsPerShard }) => {
    const isFull = latch();
    const fakes = await withFakes({
      rows: conversationRows(rows),
      rowsPerShard,
      generate: async (call) => {
        if (fakes.models.mostRowsUnderWay === rowsInFlight) isFull.open();
        await isFull.opened;
        return answer(call);
      },
    });
    const summary = await complete(fakes, { limits: { rowsInFlight } });
    expect(fakes.models.mostRowsUnderWay).toBe(rowsInFlight);
    expect(summary).toMatchObject({ rows, pairs: rows });
    expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual(
      conversationRows(rows).map(({ row }) => rowId(row)),
    );
  },
);

test('the inputs that one workflow task hands over stay below 4 MB, however large the rows', async () => {
  const fakes = await withFakes({
    rows: conversationRows(4, { padding: ' Tell me all.'.repeat(19_000) }),
    rowsPerShard: 4,
  });
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
  await complete(fakes, { generators: names.map((name) => fakes.model(name)) });
  const events = await eventsOf(fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`));
  const together = scheduled(events).reduce((sum, { bytes }) => sum + bytes, 0);
  expect(together).toBeGreaterThan(6 * megabyte);
  expect(Math.max(...scheduledBytesByTask(events))).toBeLessThan(4 * megabyte);
  expect(events.filter(({ workflowTaskFailedEventAttributes: failed }) => failed)).toEqual([]);
  expect(fakes.dataset.rows).toHaveLength(4);
});

test('text that JSON escapes counts as large as it travels', async () => {
  const fakes = await withFakes({
    rows: conversationRows(3, { padding: '\u0001'.repeat(40_000) }),
    rowsPerShard: 3,
  });
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
  await complete(fakes, { generators: names.map((name) => fakes.model(name)) });
  const events = await eventsOf(fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`));
  expect(scheduled(events).reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(4 * megabyte);
  expect(Math.max(...scheduledBytesByTask(events))).toBeLessThan(2 * megabyte);
  expect(fakes.dataset.rows).toHaveLength(3);
});

test('a shard with long answers is written in several parts, each below 2 MB', async () => {
  const fakes = await withFakes({
    rows: conversationRows(12),
    generate: ({ model, row }) => generation(`${model} on pond ${row}${' reeds'.repeat(20_000)}`),
  });
  await complete(fakes);
  const events = await eventsOf(fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`));
  const writes = scheduled(events).filter(({ type }) => type === 'writeShard');
  expect(writes.length).toBeGreaterThan(1);
  expect(Math.max(...writes.map(({ bytes }) => bytes))).toBeLessThan(2 * megabyte);
  expect(fakes.dataset.published[0]?.partsByShard).toEqual([writes.length]);
  expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual(
    conversationRows(12).map(({ row }) => rowId(row)),
  );
});
