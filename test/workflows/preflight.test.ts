import { expect, test } from 'vitest';
import { finalFailure, passingFailure, type FailureType } from '../../src/contract/failures.ts';
import { progressQuery, type Pause } from '../../src/contract/steering.ts';
import { conversationRows } from './conversations.ts';
import { eventsOf, scheduled } from './history.ts';
import { complete, failureOf, withFakes } from './run-with-fakes.ts';

const asking = { limits: { preflight: true } };

function refusing(models: Record<string, FailureType>) {
  return ({ model }: { model: string }) => {
    const [id, type] = Object.entries(models).find(([name]) => model.endsWith(`/${name}`)) ?? [];
    if (id !== undefined && type) throw finalFailure({ type, message: `fake: ${id} will not` });
  };
}

test('models that cannot be called are told at once, before a row is paid, and the output folder is let go', async () => {
  const fakes = await withFakes({
    rows: conversationRows(3),
    preflight: refusing({ beta: 'Llm.ModelUnusable', judge: 'Llm.Unauthorized' }),
  });
  const failure = await failureOf(await fakes.start(fakes.input(asking)));
  expect(failure).toMatchObject({ type: 'Llm.ModelUnusable', nonRetryable: true });
  expect(failure?.message).toBe(
    'before any row was paid, 2 problems:\n- fake: beta will not\n- fake: judge will not',
  );
  expect(fakes.models.calls).toEqual([]);
  expect(fakes.dataset.released.map(({ path }) => path)).toEqual(['out/ponds']);
});

test('a problem that is the only one keeps its name', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    preflight: refusing({ alpha: 'Llm.Unauthorized' }),
  });
  const failure = await failureOf(await fakes.start(fakes.input(asking)));
  expect(failure).toMatchObject({ type: 'Llm.Unauthorized' });
});

test('a judge without a system role is told as unusable', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    preflight: ({ judges }) => {
      if (judges)
        throw finalFailure({ type: 'Llm.BadRequest', message: 'fake: no system role' }, [
          { noSystemRole: true },
        ]);
    },
  });
  const failure = await failureOf(await fakes.start(fakes.input(asking)));
  expect(failure).toMatchObject({ type: 'Llm.ModelUnusable' });
});

test('what may pass does not keep the run from beginning', async () => {
  const fakes = await withFakes({
    rows: conversationRows(2),
    preflight: ({ judges }) => {
      if (judges)
        throw passingFailure({ type: 'Llm.Unavailable', message: 'fake: down' }, { afterMilliseconds: 10 });
    },
  });
  expect(await complete(fakes, asking)).toMatchObject({ pairs: 2 });
  expect(fakes.models.preflights.filter(({ judges }) => judges)).toHaveLength(3);
});

test('each way of calling a model is asked once, under its own name in the history, and its tokens are the run\u2019s', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  const { model } = fakes;
  const run = await fakes.start(
    fakes.input({
      ...asking,
      generators: [
        model('alpha', { name: 'a', samples: 2 }),
        model('alpha', { name: 'b' }),
        model('alpha', { name: 'c', temperature: 0, systemPrompt: 'Be brief.' }),
      ],
    }),
  );
  const { usage } = await run.result();
  expect(fakes.models.preflights).toHaveLength(3);
  expect(fakes.models.preflights).toContainEqual(
    expect.objectContaining({ temperature: 0, systemMessage: true, judges: false }),
  );
  expect(usage[String(model('alpha')['model'])]).toMatchObject({ calls: 4 + 2 });
  expect(scheduled(await eventsOf(run)).map(({ type }) => type)).toContain('preflight');
});

test('without it nothing is asked, and the first call of a row tells', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: () => {
      throw finalFailure({ type: 'Llm.ModelUnusable', message: 'fake: no such model' });
    },
  });
  const failure = await failureOf(await fakes.start(fakes.input()));
  expect(failure).toMatchObject({ type: 'Llm.ModelUnusable' });
  expect(fakes.models.preflights).toEqual([]);
});

test('a key that has answered loses a candidate by a 403, one that has not stops the run', async () => {
  const forbidden = () =>
    finalFailure({ type: 'Llm.Unauthorized', message: 'fake: 403' }, [{ onceAnswered: 'Llm.Forbidden' }]);
  const answered = await withFakes({
    rows: conversationRows(3),
    generate: (call) => {
      if (call.row === 1 && call.model === 'beta') throw forbidden();
      return {
        text: `${call.model} on pond ${call.row}`,
        finishReason: 'stop',
        usage: { promptTokens: 1, completionTokens: 1 },
      };
    },
  });
  expect(await complete(answered, { limits: { preflight: true } })).toMatchObject({ rows: 3, pairs: 3 });
  expect(answered.dataset.rows[1]?.columns?.losses[1]).toBe('Llm.Forbidden: fake: 403');

  const unanswered = await withFakes({
    rows: conversationRows(1),
    generate: () => {
      throw forbidden();
    },
  });
  const failure = await failureOf(await unanswered.start(unanswered.input()));
  expect(failure).toMatchObject({ type: 'Llm.Unauthorized', message: 'fake: 403' });
});

test('a quota that resets is waited for, told until when, and gone on from without anyone', async () => {
  let resetsAt = 0;
  const fakes = await withFakes({
    rows: conversationRows(2),
    generate: (call) => {
      // From the first call on, however long a busy machine takes to come to it.
      resetsAt ||= Date.now() + 4_000;
      if (Date.now() < resetsAt)
        throw finalFailure({ type: 'Llm.QuotaExceeded', message: 'fake: for today' }, [{ resetsAt }]);
      return {
        text: `${call.model} on pond ${call.row}`,
        finishReason: 'stop',
        usage: { promptTokens: 1, completionTokens: 1 },
      };
    },
  });
  const run = await fakes.start(fakes.input());
  let pause: Pause | null = null;
  const lookAtPause = async () => (pause = (await run.query(progressQuery)).pause);
  await expect
    .poll(lookAtPause, { timeout: 20_000, interval: 100 })
    .toMatchObject({ reason: 'Llm.QuotaExceeded' });
  const until = new Date(resetsAt).toISOString();
  expect(pause).toMatchObject({ until, message: expect.stringContaining(until) as string });
  expect(await run.result()).toMatchObject({ rows: 2, pairs: 2 });
  expect(Date.now()).toBeGreaterThanOrEqual(resetsAt);
});
