import { expect, test } from 'vitest';
import { conversationRows } from './conversations.ts';
import { answer } from './fake-models.ts';
import { eventsOf } from './history.ts';
import { withFakes } from './run-with-fakes.ts';

test('a call in flex has time to wait for its turn, and costs what the tier costs that its reply names', async ({
  onTestFinished,
}) => {
  const name = `tiers-${Math.random().toString(36).slice(2, 10)}`;
  const live = { promptUsdPerMillion: 0, completionUsdPerMillion: 4_000 };
  const half = { promptUsdPerMillion: 0, completionUsdPerMillion: 2_000 };
  const free = { promptUsdPerMillion: 0, completionUsdPerMillion: 0 };
  const patient = `${name}/alpha`;
  const fakes = await withFakes({
    onTestFinished,
    name,
    rows: conversationRows(3),
    prices: {
      [patient]: { ...live, lanes: { flex: half } },
      [`${name}/beta`]: live,
      [`${name}/judge`]: free,
    },
    generate: (call) => {
      const { usage, ...said } = answer(call);
      const lane = call.input.generator.model === patient && call.row !== 1 ? { lane: 'flex' } : {};
      return { ...said, usage: { ...usage, ...lane } };
    },
  });
  const run = await fakes.start(
    fakes.input({
      generators: [fakes.model('alpha', { serviceTier: 'flex' }), fakes.model('beta')],
      judges: [fakes.model('judge')],
    }),
  );
  const { usage, costUsd, unpriced } = await run.result();
  // Five tokens a call: of alpha two at one cent and one at two, of beta three at two.
  expect({ costUsd, unpriced }).toEqual({ costUsd: 0.1, unpriced: [] });
  expect(usage[patient]).toMatchObject({ calls: 3, lanes: { flex: { calls: 2 } }, costUsd: 0.04 });

  const events = await eventsOf(fakes.client.workflow.getHandle(`${fakes.workflowId}/shard-00000`));
  const seconds = events
    .flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => scheduled ?? [])
    .filter(({ activityType }) => activityType?.name === 'generate')
    .map(({ startToCloseTimeout }) => Number(startToCloseTimeout?.seconds));
  expect(seconds.sort((first, second) => first - second)).toEqual([600, 600, 600, 1_230, 1_230, 1_230]);
});
