import { expect, test, vi } from 'vitest';
import type { Progress } from '../../src/contract/steering.ts';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { latch } from './latch.ts';
import { withFakes, type RunHandle } from './run-with-fakes.ts';

function expectToAddUp({ rows, pairs, dropped }: Progress): void {
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  expect(rows.done + rows.left).toBe(rows.planned);
  expect(pairs + lost).toBe(rows.done);
}

test('progress adds up while a run goes on, and after it', async () => {
  const later = latch();
  const fakes = await withFakes({
    rows: conversationRows(20),
    rowsPerShard: 10,
    // Rows 8 and 9 end the first shard; the second shard gets through four of its rows.
    generate: async (call) => {
      if (call.row === 8 || call.row === 9 || call.row >= 14) await later.opened;
      return answer(call);
    },
  });
  const run: RunHandle = await fakes.start(fakes.input());
  const ask = () => run.query<Progress>('progress');

  await fakes.models.started.until((calls) => calls.filter(({ kind }) => kind === 'judge').length === 12);
  const midway = await vi.waitUntil(
    async () => {
      const progress = await ask();
      expectToAddUp(progress);
      return progress.rows.done === 12 && progress;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(midway).toMatchObject({
    state: 'running',
    rows: { planned: 20, allPlanned: true, done: 12, inFlight: 8, left: 8 },
    pairs: 12,
    output: 'out/ponds',
  });

  later.open();
  const { usage } = await run.result();
  const last = await ask();
  expectToAddUp(last);
  expect(last).toMatchObject({
    state: 'completed',
    rows: { planned: 20, allPlanned: true, done: 20, inFlight: 0, left: 0 },
    pairs: 20,
    usage,
  });
});

test('progress answers after a failure, with its state', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  const run = await fakes.start({});
  await expect(run.result()).rejects.toThrow();
  expect(await run.query<Progress>('progress')).toMatchObject({
    state: 'failed',
    rows: { planned: 0, done: 0, left: 0 },
    output: null,
  });
});
