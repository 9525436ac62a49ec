import { expect, test } from 'vitest';
import { conversationRows } from './conversations.ts';
import { generation } from './fake-models.ts';
import { childrenStarted, eventsOf, scheduled } from './history.ts';
import { complete, withFakes } from './run-with-fakes.ts';

test('a shard of 32 rows, three generators and a judge stays far inside what a history may hold', async () => {
  const fakes = await withFakes({
    rows: conversationRows(32, { padding: ' In detail, please.'.repeat(100) }),
    generate: ({ model, row }) => generation(`${model} on pond ${row}${' and more reeds'.repeat(150)}`),
  });
  await complete(fakes, { generators: ['alpha', 'beta', 'gamma'].map((name) => fakes.model(name)) });
  const shard = fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`);
  const { historyLength, historySize } = await shard.describe();
  expect(historyLength).toBeLessThan(1_500);
  expect(historySize).toBeLessThan(2 * 1024 * 1024);
});

test('the run and its shards say in the UI what each is about', async () => {
  const fakes = await withFakes({ rows: conversationRows(5), rowsPerShard: 4 });
  await complete(fakes, { generators: [fakes.model('alpha', { name: 'the first' })] });
  const run = fakes.client.workflow.getHandle(fakes.workflowId);
  expect(childrenStarted(await eventsOf(run))).toEqual([
    { workflowId: `${fakes.workflowId}/shard-00000`, summary: 'rows 0–3' },
    { workflowId: `${fakes.workflowId}/shard-00001`, summary: 'row 4' },
  ]);
  const shard = fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00001`);
  expect(scheduled(await eventsOf(shard)).map(({ type, summary }) => [type, summary])).toEqual([
    ['loadShard', 'row 4'],
    ['generate', 'row 4 · the first'],
    ['judge', 'row 4 · judge · overall-rating'],
    ['writeShard', 'row 4 · part 0'],
  ]);
});

test('calls go to the task queue of their provider, reading and writing stay on the run’s own', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  await complete(fakes);
  const shard = fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`);
  const provider = `llm.${String(fakes.model('alpha')['model']).split('/')[0]}`;
  for (const { type, taskQueue } of scheduled(await eventsOf(shard))) {
    expect(taskQueue).toBe(type === 'generate' || type === 'judge' ? provider : fakes.taskQueue);
  }
});
