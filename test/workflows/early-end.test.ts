import { randomUUID } from 'node:crypto';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { finalFailure } from '../../src/contract/failures.ts';
import type { JudgeReply } from '../../src/preference/judgement.ts';
import { finishUpdate, pauseUpdate, unpublishedQuery } from '../../src/contract/steering.ts';
import { conversationRows, rowId } from './conversations.ts';
import { answer, rate, type JudgeCall } from './fake-models.ts';
import { childrenStarted, eventsOf } from './history.ts';
import { latch } from './latch.ts';
import { failureOf, withFakes } from './run-with-fakes.ts';
import { untilProgress, untilState } from './until-progress.ts';

const never = () => new Promise<never>(() => undefined);
const rejected = () => finalFailure({ type: 'Llm.Unauthorized', message: 'fake: the key was rejected' });

test('a failure that no row escapes ends the run, after every shard has written what it had done', async () => {
  const fakes = await withFakes({
    rows: conversationRows(12),
    rowsPerShard: 4,
    generate: async (call) => {
      if (call.row === 9) {
        // Two shards have two rows done each by then, and are at work on the others.
        await fakes.models.answered.until(
          (calls) => calls.filter(({ kind }) => kind === 'judge').length === 8,
        );
        throw rejected();
      }
      return answer(call);
    },
  });
  const failure = await failureOf(await fakes.start(fakes.input({ limits: { rowsInFlight: 12 } })));
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'Llm.Unauthorized', nonRetryable: true });
  const done = fakes.dataset.rows.length;
  expect(done).toBeGreaterThanOrEqual(8);
  expect(failure?.message).toBe(
    'fake: the key was rejected. ' +
      `What was finished (${done} rows, ${done} pairs) is in "out/ponds", marked as partial`,
  );
  const [published] = fakes.dataset.published;
  expect(published).toMatchObject({
    partial: { reason: 'Llm.Unauthorized', message: 'fake: the key was rejected' },
    tally: { rows: done, pairs: done },
  });
  expect(published?.partsByShard.filter((parts) => parts === 1)).toHaveLength(done === 8 ? 2 : 3);
  expect((failure as ApplicationFailure).details?.[0]).toMatchObject({ rows: done, output: 'out/ponds' });
});

test('a judge in flight when the run fails still finishes its row, and what it cost is counted', async () => {
  const judging = latch();
  const fakes = await withFakes({
    rows: conversationRows(2),
    rowsPerShard: 1,
    generate: async (call) => {
      if (call.row === 1) {
        await fakes.models.started.until((calls) => calls.some(({ kind }) => kind === 'judge'));
        throw rejected();
      }
      return answer(call);
    },
    judge: async (call) => {
      await judging.opened;
      return rate(call);
    },
  });
  const run = await fakes.start(fakes.input());
  await untilState(run, 'stopping');
  judging.open();
  await failureOf(run);
  expect(fakes.dataset.rows.map(({ rowId }) => rowId)).toEqual([rowId(0)]);
  const judge = String(fakes.model('judge')['model']);
  expect(fakes.dataset.published[0]?.tally.usage[judge]).toMatchObject({ calls: 1 });
});

test('a shard that is terminated by itself ends the run as failed, with the rows of the others published', async () => {
  const fakes = await withFakes({
    rows: conversationRows(2),
    rowsPerShard: 1,
    generate: (call) => (call.row === 1 ? never() : answer(call)),
  });
  const run = await fakes.start(fakes.input());
  await untilProgress(run, ({ rows }) => rows.done === 1);
  const shards = childrenStarted(await eventsOf(run));
  await fakes.client.workflow.getHandle(shards[1]?.workflowId ?? '').terminate('in the way');
  const failure = await failureOf(run);
  expect(failure).toMatchObject({ type: 'Run.Unexpected' });
  expect(failure?.message).toMatch(
    /^preferenceShard came to nothing: .*What was finished \(1 rows, 1 pairs\)/,
  );
  expect(fakes.dataset.published[0]).toMatchObject({ partsByShard: [1, null], tally: { rows: 1 } });
});

test('an activity that fails for a reason nobody foresaw ends the run with its words', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: () => {
      throw ApplicationFailure.nonRetryable('the disk is upside down');
    },
  });
  const failure = await failureOf(await fakes.start(fakes.input()));
  expect(failure).toMatchObject({
    type: 'Run.Unexpected',
    message: 'generate came to nothing: the disk is upside down',
  });
  expect(fakes.dataset.published).toEqual([]);
});

const undecided = ({ input: { texts } }: JudgeCall): JudgeReply => ({
  kind: 'rated',
  ratings: texts.map(() => 3),
  rationales: texts.map(() => 'As good as the others.'),
  usage: { promptTokens: 10, completionTokens: 5 },
});

test('rows that were dropped before may all be dropped again: their dataset has others', async () => {
  const fakes = await withFakes({ rows: conversationRows(3), judge: undecided });
  const from = { workflowId: 'ponds', runId: 'first', change: ['dropped'], output: 'out/before' };
  await (await fakes.start(fakes.input({ from }))).result();
  expect(fakes.dataset.published[0]).toMatchObject({ partial: null, tally: { rows: 3, pairs: 0 } });
});

test('a run whose every row was dropped fails with the reasons, and its rows are published as partial', async () => {
  const fakes = await withFakes({ rows: conversationRows(3), judge: undecided });
  const failure = await failureOf(await fakes.start(fakes.input()));
  expect(failure).toMatchObject({ type: 'Run.NoPairs' });
  expect(failure?.message).toMatch(/^none of 3 rows gave a pair: 3 × Pair\.Tie\. What was finished/);
  expect(fakes.dataset.published[0]).toMatchObject({
    partial: { reason: 'Run.NoPairs' },
    tally: { rows: 3 },
  });
});

test('finish starts no row, waits for those in flight, and completes with what is done', async () => {
  const held = latch();
  const fakes = await withFakes({
    rows: conversationRows(20),
    rowsPerShard: 4,
    judge: async (call) => {
      if (call.row > 0) await held.opened;
      return rate(call);
    },
  });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 3 } }));
  await untilProgress(run, ({ rows }) => rows.done === 1);
  await fakes.models.started.until((calls) => new Set(calls.map(({ row }) => row)).size === 4);
  expect(await run.executeUpdate(finishUpdate, { args: [null] })).toMatchObject({ state: 'stopping' });
  held.open();
  const summary = await run.result();
  expect(summary).toMatchObject({
    rows: 4,
    pairs: 4,
    partial: 'finished on request, after 4 of 20 rows',
  });
  expect(fakes.dataset.published[0]).toMatchObject({ partial: { reason: 'Requested' }, tally: { rows: 4 } });
  expect(new Set(fakes.models.calls.map(({ row }) => row)).size).toBe(4);
});

test('finish gives up rows in flight once its patience is over, and a second finish shortens it', async () => {
  const fakes = await withFakes({
    rows: conversationRows(4),
    rowsPerShard: 2,
    generate: (call) => (call.row === 0 ? answer(call) : never()),
  });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 4 } }));
  await untilProgress(run, ({ rows }) => rows.done === 1);
  await run.executeUpdate(finishUpdate, { args: [600] });
  expect(await run.executeUpdate(finishUpdate, { args: [0] })).toMatchObject({ state: 'stopping' });
  expect(await run.result()).toMatchObject({ rows: 1, partial: 'finished on request, after 1 of 4 rows' });
});

test('a paused run can be finished: what is done is published, and no call is started', async () => {
  const held = latch();
  const fakes = await withFakes({
    rows: conversationRows(6),
    generate: async (call) => {
      if (call.row > 0) await held.opened;
      return answer(call);
    },
  });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 2 } }));
  await untilProgress(run, ({ rows }) => rows.done === 1);
  await run.executeUpdate(pauseUpdate, { args: [null] });
  held.open();
  await untilState(run, 'paused');
  const before = fakes.models.calls.length;
  await run.executeUpdate(finishUpdate, { args: [null] });
  expect(await run.result()).toMatchObject({ rows: 1, partial: 'finished on request, after 1 of 6 rows' });
  expect(fakes.models.calls).toHaveLength(before);
});

test('a run that waits for money can be finished', async () => {
  const name = `priced-${randomUUID().slice(0, 8)}`;
  const fakes = await withFakes({
    name,
    rows: conversationRows(6),
    prices: { [`${name}/alpha`]: { promptUsdPerMillion: 0, completionUsdPerMillion: 1_000 } },
  });
  // A call is thought to cost $1.02 at most, and costs half a cent.
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 1, budgetUsd: 1.03 } }));
  await untilProgress(run, ({ pause }) => pause?.reason === 'Budget.Exceeded');
  await run.executeUpdate(finishUpdate, { args: [null] });
  const { rows, partial } = await run.result();
  expect(rows).toBeGreaterThan(0);
  expect(partial).toBe(`finished on request, after ${rows} of 6 rows`);
});

test('finish while the run is planned publishes an empty dataset and calls no model', async () => {
  const planned = latch();
  const fakes = await withFakes({ rows: conversationRows(4), beforePlanned: planned.opened });
  const run = await fakes.start(fakes.input());
  expect(await run.executeUpdate(finishUpdate, { args: [null] })).toMatchObject({ state: 'planning' });
  planned.open();
  expect(await run.result()).toMatchObject({ rows: 0, partial: 'finished on request, after 0 of 4 rows' });
  expect(fakes.models.calls).toEqual([]);
});

test('a run whose quota ends while it finishes publishes at once instead of pausing', async () => {
  const held = latch();
  const fakes = await withFakes({
    rows: conversationRows(3),
    generate: async (call) => {
      if (call.row === 0) return answer(call);
      await held.opened;
      throw finalFailure({ type: 'Llm.QuotaExceeded', message: 'fake: no credits' });
    },
  });
  const run = await fakes.start(fakes.input());
  await untilProgress(run, ({ rows }) => rows.done === 1);
  await run.executeUpdate(finishUpdate, { args: [null] });
  held.open();
  expect(await run.result()).toMatchObject({ rows: 1 });
});

test('a cancelled run writes what its shards had done, and can say what that is', async () => {
  const fakes = await withFakes({
    rows: conversationRows(4),
    rowsPerShard: 2,
    generate: (call) => (call.row === 0 ? answer(call) : never()),
  });
  const run = await fakes.start(fakes.input());
  await untilProgress(run, ({ rows }) => rows.done === 1);
  await run.cancel();
  expect(await failureOf(run)).toBeInstanceOf(CancelledFailure);
  expect((await run.describe()).status.name).toBe('CANCELLED');
  expect(fakes.dataset.rows.map(({ rowId }) => rowId)).toEqual([rowId(0)]);
  expect(fakes.dataset.published).toEqual([]);
  expect(await run.query(unpublishedQuery)).toMatchObject({
    partsByShard: [1, null],
    tally: { rows: 1 },
    rowsPlanned: 4,
  });
});

test('a model that lost more than a tenth of its calls is named in the result', async () => {
  const fakes = await withFakes({
    rows: conversationRows(8),
    generate: (call) => {
      if (call.model === 'beta' && call.row < 2) {
        throw finalFailure({ type: 'Llm.BadRequest', message: 'fake: no such parameter' });
      }
      return answer(call);
    },
    judge: (call) =>
      call.row === 3 && call.ask === 0
        ? {
            kind: 'unparseable',
            detail: 'no JSON',
            reply: 'Fine.',
            usage: { promptTokens: 1, completionTokens: 1 },
          }
        : rate(call),
  });
  const { lossyModels } = await (await fakes.start(fakes.input())).result();
  expect(lossyModels).toEqual([
    { model: fakes.model('beta')['model'], calls: 8, lost: 2, reasons: { 'Llm.BadRequest': 2 } },
    { model: fakes.model('judge')['model'], calls: 9, lost: 1, reasons: { 'Judge.Unparseable': 1 } },
  ]);
});
