import { expect, test } from 'vitest';
import { pauseUpdate, progressQuery, resumeUpdate, setBudgetUpdate } from '../../src/contract/steering.ts';
import { conversationRows } from './conversations.ts';
import { childrenStarted, eventsOf } from './history.ts';
import { withFakes, type Fakes, type FakesOptions } from './run-with-fakes.ts';
import { untilState } from './until-progress.ts';

/** Every answer of the fakes has five completion tokens, so each call costs two cents. */
const completionUsdPerMillion = 4_000;
const callUsd = 0.02;
const price = { promptUsdPerMillion: 0, completionUsdPerMillion };

// Shards that have run dry ask again every few seconds: these tests wait for that side by side.

interface PricedFakes extends Fakes {
  /** Models with so few tokens that a call costs at most what it does. */
  priced: (changes?: Record<string, unknown>) => Record<string, unknown>;
}

async function withPrices(
  options: FakesOptions,
  { models = ['alpha', 'beta', 'judge'], maxTokens = 5 } = {},
): Promise<PricedFakes> {
  const name = options.name ?? `priced-${Math.random().toString(36).slice(2, 10)}`;
  const prices = Object.fromEntries(models.map((model) => [`${name}/${model}`, price]));
  const fakes = await withFakes({ ...options, name, prices });
  const priced: PricedFakes['priced'] = (changes) =>
    fakes.input({
      generators: [fakes.model('alpha', { maxTokens }), fakes.model('beta', { maxTokens })],
      judges: [fakes.model('judge', { maxTokens })],
      ...changes,
    });
  return { ...fakes, priced };
}

test('a budget of nothing pauses the run before its first call', async ({ onTestFinished }) => {
  const fakes = await withPrices({ onTestFinished, rows: conversationRows(4), rowsPerShard: 2 });
  const run = await fakes.start(fakes.priced({ limits: { budgetUsd: 0 } }));
  const { pause, cost } = await untilState(run, 'paused');
  expect(pause?.reason).toBe('Budget.Exceeded');
  expect(pause?.message).toBe(
    'the budget of $0.00 leaves no room for another call: $0.00 is spent, and the next may cost $0.02 more than is ' +
      'left. Raise it with the update "setBudget"',
  );
  expect(cost).toEqual({ usd: 0, budgetUsd: 0, unpriced: [], estimated: [] });
  expect(fakes.models.calls).toEqual([]);
  expect(await run.executeUpdate(resumeUpdate)).toMatchObject({ pause: { reason: 'Budget.Exceeded' } });
  await run.executeUpdate(setBudgetUpdate, { args: [null] });
  expect(await run.result()).toMatchObject({ rows: 4, costUsd: 12 * callUsd });
});

test.for([{ rowsPerShard: 32 }, { rowsPerShard: 8 }, { rowsPerShard: 3 }])(
  'over shards of $rowsPerShard rows a budget is used up and never passed, and goes on when raised',
  async ({ rowsPerShard }, { onTestFinished }) => {
    const fakes = await withPrices({ onTestFinished, rows: conversationRows(40), rowsPerShard });
    const run = await fakes.start(fakes.priced({ limits: { rowsInFlight: 24, budgetUsd: 0.5 } }));
    for (const budgetUsd of [0.5, 1.1]) {
      const { cost, pause } = await untilState(run, 'paused');
      expect(pause?.reason).toBe('Budget.Exceeded');
      expect(cost.usd).toBeLessThanOrEqual(budgetUsd);
      expect(cost.usd).toBeCloseTo(fakes.models.calls.length * callUsd, 6);
      const shards = childrenStarted(await eventsOf(run)).length;
      expect(cost.usd).toBeGreaterThan(budgetUsd - shards * callUsd);
      await run.executeUpdate(setBudgetUpdate, { args: [budgetUsd + 0.6] });
    }
    await untilState(run, 'paused');
    expect(await run.executeUpdate(setBudgetUpdate, { args: [100] })).toMatchObject({
      state: 'running',
      pause: null,
    });
    expect(await run.result()).toMatchObject({ rows: 40, pairs: 40, costUsd: 2.4 });
  },
);

test('calls dearer than was thought possible pass a budget by no more than was in flight', async ({
  onTestFinished,
}) => {
  const fakes = await withPrices(
    { onTestFinished, rows: conversationRows(60), rowsPerShard: 8 },
    { maxTokens: 1 },
  );
  const rowsInFlight = 10;
  const run = await fakes.start(fakes.priced({ limits: { rowsInFlight, budgetUsd: 1 } }));
  const { cost } = await untilState(run, 'paused');
  expect(cost.usd).toBeGreaterThan(1 - 8 * callUsd);
  expect(cost.usd).toBeLessThanOrEqual(1 + rowsInFlight * 2 * callUsd);
  await run.executeUpdate(setBudgetUpdate, { args: [null] });
  await run.result();
});

test('a budget lowered below what is spent starts no other call', async ({ onTestFinished }) => {
  const fakes = await withPrices({ onTestFinished, rows: conversationRows(20), rowsPerShard: 4 });
  const run = await fakes.start(fakes.priced({ limits: { rowsInFlight: 8, budgetUsd: 0.4 } }));
  await untilState(run, 'paused');
  const before = fakes.models.calls.length;
  expect(await run.executeUpdate(setBudgetUpdate, { args: [0.1] })).toMatchObject({
    pause: { reason: 'Budget.Exceeded' },
    cost: { budgetUsd: 0.1 },
  });
  await run.executeUpdate(resumeUpdate);
  expect(await untilState(run, 'paused')).toMatchObject({ pause: { reason: 'Budget.Exceeded' } });
  expect(fakes.models.calls).toHaveLength(before);
  await run.executeUpdate(setBudgetUpdate, { args: [null] });
  await run.result();
});

test('a run that its user has paused stays paused when its budget is raised', async ({ onTestFinished }) => {
  const fakes = await withPrices({ onTestFinished, rows: conversationRows(10), rowsPerShard: 4 });
  const run = await fakes.start(fakes.priced({ limits: { budgetUsd: 0.2 } }));
  await untilState(run, 'paused');
  const paused = await run.executeUpdate(pauseUpdate, { args: ['until Monday'] });
  expect(paused.pause?.reason).toBe('Requested');
  expect(paused.pause?.message).toMatch(/^until Monday; it had paused before: the budget of \$0\.20/);
  expect(await run.executeUpdate(setBudgetUpdate, { args: [9] })).toMatchObject({ state: 'paused' });
  await run.executeUpdate(resumeUpdate);
  expect(await run.result()).toMatchObject({ rows: 10 });
});

test('a model without a known price is told, counted in tokens, and held back by no budget', async ({
  onTestFinished,
}) => {
  const fakes = await withPrices(
    { onTestFinished, rows: conversationRows(4) },
    { models: ['alpha', 'beta'] },
  );
  const run = await fakes.start(fakes.priced({ limits: { budgetUsd: 8 * callUsd } }));
  const judge = String(fakes.model('judge')['model']);
  const summary = await run.result();
  expect(summary).toMatchObject({ rows: 4, costUsd: 8 * callUsd, unpriced: [judge] });
  expect(summary.usage[judge]).toEqual({ calls: 4, promptTokens: 40, completionTokens: 20, costUsd: null });
  expect(await run.query(progressQuery)).toMatchObject({
    cost: { usd: 8 * callUsd, budgetUsd: 8 * callUsd, unpriced: [judge], estimated: [] },
    projected: { secondsLeft: 0, usdTotal: 8 * callUsd },
  });
});
