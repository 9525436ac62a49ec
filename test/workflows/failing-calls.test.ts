import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { finalFailure } from '../../src/contract/failures.ts';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { until } from '../e2e/until.ts';
import { conversationRows } from './conversations.ts';
import { answer, generation, rate, refused, unparseable } from './fake-models.ts';
import { childrenStarted, eventsOf, scheduled } from './history.ts';
import { latch } from './latch.ts';
import { complete, failureOf, withFakes, type Fakes } from './run-with-fakes.ts';
import { untilState } from './until-progress.ts';

const badRequest = () => finalFailure({ type: 'Llm.BadRequest', message: 'fake: no such parameter' });

test('Llm.Unauthorized ends the run under its own name, and no call is started after it', async () => {
  const stopping = latch();
  const rejected = finalFailure({ type: 'Llm.Unauthorized', message: 'fake: the key was rejected' });
  const fakes = await withFakes({
    rows: conversationRows(30),
    rowsPerShard: 10,
    // Two shards of ten rows are in flight; one call has been answered, and most are when it is too late for more.
    generate: async (call) => {
      const { row, model } = call;
      if (row === 0 && model === 'alpha') return answer(call);
      await fakes.models.started.until((calls) => calls.length === 40);
      if (row === 3 && model === 'beta') {
        await untilRecorded(fakes, 'generate');
        throw rejected;
      }
      await stopping.opened;
      return answer(call);
    },
  });
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 20 } }));
  await untilState(run, 'stopping');
  await untilOrderedToStop(fakes, 1);
  stopping.open();

  const failure = await failureOf(run);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({
    type: 'Llm.Unauthorized',
    message: 'fake: the key was rejected',
    nonRetryable: true,
  });
  expect(fakes.models.calls).toHaveLength(40);
  const shards = childrenStarted(await eventsOf(run));
  expect(shards).toHaveLength(2);
  for (const { workflowId } of shards) {
    const shard = fakes.client.workflow.getHandle(workflowId);
    expect(scheduled(await eventsOf(shard)).filter(({ type }) => type !== 'loadShard')).toHaveLength(20);
    expect((await shard.describe()).status.name).toBe('COMPLETED');
  }
  expect(fakes.dataset.published).toEqual([]);
});

/** Until the first shard's history has an answer, which comes to the workflow before whatever fails from then on. */
async function untilRecorded({ client, workflowId }: Fakes, type: string): Promise<void> {
  const shard = client.workflow.getHandle(shardWorkflowId(workflowId, 0));
  await until(`${type} is recorded`, async () => {
    const events = await eventsOf(shard);
    const asked = scheduled(events).filter((activity) => activity.type === type);
    const answered = events.map(({ activityTaskCompletedEventAttributes: completed }) =>
      Number(completed?.scheduledEventId),
    );
    return asked.some(({ eventId }) => answered.includes(eventId));
  });
}

/** Until a shard's history has the order, which comes to it before whatever is answered from then on. */
async function untilOrderedToStop({ client, workflowId }: Fakes, shard: number): Promise<void> {
  const handle = client.workflow.getHandle(shardWorkflowId(workflowId, shard));
  await until(`shard ${shard} is ordered to stop`, async () =>
    (await eventsOf(handle)).some(({ workflowExecutionSignaledEventAttributes: signaled }) =>
      signaled?.input?.payloads?.some(({ data }) => Buffer.from(data ?? []).includes('"mayCall":false')),
    ),
  );
}

test('a row with fewer than two answers is dropped with the failure that cost it the others', async () => {
  const fakes = await withFakes({
    rows: conversationRows(3),
    generate: (call) => {
      if (call.row === 1) throw badRequest();
      return answer(call);
    },
  });
  const summary = await complete(fakes);
  expect(summary).toMatchObject({ rows: 3, pairs: 2, dropped: { 'Llm.BadRequest': 1 } });
  expect(fakes.dataset.rows[1]?.dropped).toEqual({
    reason: 'Llm.BadRequest',
    detail:
      '1 of 3 candidates answered: alpha: Llm.BadRequest, fake: no such parameter; ' +
      'beta: Llm.BadRequest, fake: no such parameter',
  });
  expect(fakes.models.judgeCalls.map(({ row }) => row).sort()).toEqual([0, 2]);
});

test('a reply that was paid and could not be read costs its candidate, and its tokens are counted', async () => {
  const unread = { type: 'Llm.Unavailable', message: 'fake: no choices' } as const;
  const usage = { promptTokens: 1_000, completionTokens: 200 };
  const fakes = await withFakes({
    rows: conversationRows(2),
    generate: (call) => {
      if (call.row === 1 && call.model === 'alpha') throw finalFailure(unread, [{ usage }]);
      return answer(call);
    },
  });
  const summary = await complete(fakes);
  expect(summary).toMatchObject({ rows: 2, pairs: 2 });
  const [alpha, beta] = ['alpha', 'beta'].map((name) =>
    Object.entries(summary.usage).find(([model]) => model.endsWith(name)),
  );
  expect(alpha?.[1].calls).toBe(beta?.[1].calls);
  expect(alpha?.[1].promptTokens).toBeGreaterThanOrEqual(1_000);
  expect(summary.lossyModels).toMatchObject([{ lost: 1, reasons: { 'Llm.Unavailable': 1 } }]);
});

test('a candidate that fails for good costs only itself while two others answered', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: (call) => {
      if (call.model === 'alpha') throw badRequest();
      return answer(call);
    },
  });
  await complete(fakes);
  expect(fakes.models.generateCalls).toHaveLength(2);
  expect(fakes.models.judgeCalls[0]?.input.texts).toHaveLength(2);
  expect(fakes.dataset.rows[0]).toMatchObject({
    dropped: null,
    columns: {
      generation_models: ['alpha', 'beta', 'original'],
      generations: [null, 'beta on pond 0', 'original on pond 0: reeds and grass.'],
      losses: ['Llm.BadRequest: fake: no such parameter', null, null],
      ratings: [null, 4, 2],
      chosen_index: 1,
      rejected_index: 2,
    },
  });
});

test('a generator that declines to answer is lost as refused', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: (call) =>
      call.model === 'beta' ? { ...generation(''), finishReason: 'content_filter' } : answer(call),
  });
  await complete(fakes);
  expect(fakes.dataset.rows[0]?.columns?.losses[1]).toBe('Llm.Refused: declined to answer (content_filter)');
  expect(fakes.dataset.rows[0]?.columns?.generations[1]).toBeNull();
});

test('a judge that cannot be understood is asked three times, then its row is dropped', async () => {
  const fakes = await withFakes({
    rows: conversationRows(2),
    judge: (call) => (call.row === 0 ? unparseable(`no JSON in reply ${call.ask}`) : rate(call)),
  });
  const summary = await complete(fakes);
  expect(fakes.models.judgeCalls.filter(({ row }) => row === 0).map(({ ask }) => ask)).toEqual([0, 1, 2]);
  expect(fakes.dataset.rows[0]?.dropped).toEqual({
    reason: 'Judge.Unparseable',
    detail: 'judge gave 3 replies that could not be read; the last: no JSON in reply 2',
  });
  expect(summary).toMatchObject({ pairs: 1, dropped: { 'Judge.Unparseable': 1 } });
});

test('a judge understood at the third ask keeps its row, asked with a new seed each time', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: (call) => (call.ask < 2 ? unparseable('no JSON') : rate(call)),
  });
  await complete(fakes);
  expect(new Set(fakes.models.judgeCalls.map(({ input }) => input.seed)).size).toBe(3);
  const [first, ...others] = fakes.models.judgeCalls.map(({ input: { texts } }) => texts);
  for (const texts of others) expect(texts).toEqual(first);
  expect(fakes.dataset.rows[0]).toMatchObject({ dropped: null, columns: { ratings: [5, 4, 2] } });
});

test('every reply of a judge is metered, understood or not', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: (call) => (call.ask < 2 ? unparseable('no JSON') : rate(call)),
  });
  const { usage } = await complete(fakes);
  const judge = String(fakes.model('judge')['model']);
  expect(usage[judge]).toEqual({ calls: 3, promptTokens: 30, completionTokens: 15, costUsd: null });
});

test('a judge that declines drops its row and is not asked again', async () => {
  const fakes = await withFakes({
    rows: conversationRows(2),
    judge: (call) => (call.row === 0 ? refused('I would rather not.') : rate(call)),
  });
  await complete(fakes);
  expect(fakes.models.judgeCalls.filter(({ row }) => row === 0)).toHaveLength(1);
  expect(fakes.dataset.rows[0]?.dropped).toEqual({
    reason: 'Llm.Refused',
    detail: 'judge declined to judge: I would rather not.',
  });
});

test('a row that could not be read is dropped without a call', async () => {
  const fakes = await withFakes({
    rows: [
      {
        kind: 'dropped',
        row: 0,
        rowId: 'conversations.jsonl/0',
        dropped: { reason: 'Dataset.RowInvalid', detail: 'line 1: no messages' },
      },
      ...conversationRows(2).slice(1),
    ],
  });
  await complete(fakes);
  expect(new Set(fakes.models.calls.map(({ row }) => row))).toEqual(new Set([1]));
  expect(fakes.dataset.rows[0]).toEqual({
    rowId: 'conversations.jsonl/0',
    columns: null,
    dropped: { reason: 'Dataset.RowInvalid', detail: 'line 1: no messages' },
  });
});
