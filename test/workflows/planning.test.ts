import { expect, test } from 'vitest';
import { conversationRows, rowId } from './conversations.ts';
import { complete, withFakes } from './run-with-fakes.ts';

test('shards are planned page by page, each page from where the last one ended', async () => {
  const fakes = await withFakes({ rows: conversationRows(14), rowsPerShard: 2, shardsPerPage: 3 });
  const summary = await complete(fakes);
  expect(fakes.dataset.cursors.map(({ row, shard }) => ({ row, shard }))).toEqual([
    { row: 6, shard: 3 },
    { row: 12, shard: 6 },
  ]);
  expect(summary).toMatchObject({ rows: 14, pairs: 14 });
  expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual(
    conversationRows(14).map(({ row }) => rowId(row)),
  );
  expect(fakes.dataset.published[0]?.partsByShard).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('what is published is what was planned, once, with the tally of every shard', async () => {
  const fakes = await withFakes({ rows: conversationRows(5), rowsPerShard: 2 });
  await complete(fakes);
  expect(fakes.dataset.published).toHaveLength(1);
  expect(fakes.dataset.published[0]).toMatchObject({
    run: { workflowId: fakes.workflowId },
    input: { output: { path: 'out/ponds' } },
    tally: { rows: 5, pairs: 5, dropped: {} },
  });
  expect(fakes.dataset.published[0]?.tally.usage).toEqual(
    Object.fromEntries(
      ['alpha', 'beta', 'judge'].map((name) => [
        fakes.model(name)['model'],
        { calls: 5, promptTokens: 50, completionTokens: 25 },
      ]),
    ),
  );
});
