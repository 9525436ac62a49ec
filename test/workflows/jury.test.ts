import { describe, expect, test } from 'vitest';
import { aspectName } from '../../src/preference/aspect.ts';
import type { JudgeReply } from '../../src/preference/judgement.ts';
import { conversationRows } from './conversations.ts';
import { generation, rate, refused, unparseable, type JudgeCall } from './fake-models.ts';
import { complete, completeWithoutPairs, withFakes } from './run-with-fakes.ts';

/** Rates as `rate` does, and one more for whatever is shown first. */
function rateWithBias(call: JudgeCall): JudgeReply {
  const reply = rate(call);
  if (reply.kind !== 'rated') return reply;
  return { ...reply, ratings: reply.ratings.map((rating, place) => (rating ?? 0) + (place === 0 ? 1 : 0)) };
}

function rateAll(rating: (text: string) => number | null) {
  return ({ input: { texts } }: JudgeCall): JudgeReply => ({
    kind: 'rated',
    ratings: texts.map(rating),
    rationales: texts.map(() => 'So.'),
    usage: { promptTokens: 1, completionTokens: 1 },
  });
}

describe('a judge of a jury that gives no judgement', () => {
  const jury = (...names: string[]) => ({ rows: conversationRows(1), names });

  test('is left out, with its reason, while more than half of the judges remain', async () => {
    const { rows, names } = jury('strict', 'mild', 'mute');
    const fakes = await withFakes({
      rows,
      judge: (call) => (call.model === 'mute' ? unparseable('no JSON') : rate(call)),
    });
    await complete(fakes, { judges: names.map((name) => fakes.model(name)) });
    expect(fakes.dataset.rows[0]).toMatchObject({
      dropped: null,
      columns: {
        ratings: [5, 4, 2],
        judge_losses: ['Judge.Unparseable: mute gave 3 replies that could not be read; the last: no JSON'],
      },
    });
    expect(fakes.dataset.rows[0]?.columns?.judgements.map(({ judge }) => judge)).toEqual(['strict', 'mild']);
  });

  test('costs the row where only half remain, and its calls are not lost from sight', async () => {
    const { rows, names } = jury('strict', 'mute');
    const fakes = await withFakes({
      rows,
      judge: (call) => (call.model === 'mute' ? refused('I decline.') : rate(call)),
    });
    const summary = await completeWithoutPairs(fakes, { judges: names.map((name) => fakes.model(name)) });
    expect(fakes.dataset.rows[0]?.dropped).toEqual({
      reason: 'Llm.Refused',
      detail: '1 of 2 judges answered in full; mute declined to judge: I decline.',
    });
    expect(summary.usage[`${fakes.workflowId.replace('run-', '')}/strict`]).toMatchObject({ calls: 1 });
  });

  test('does not count at all when one of its two orders could not be read', async () => {
    const { rows, names } = jury('whole', 'half', 'other');
    const fakes = await withFakes({
      rows,
      judge: (call) =>
        call.model === 'half' && call.input.texts[0]?.startsWith('alpha')
          ? unparseable('no JSON')
          : rate(call),
    });
    await complete(fakes, {
      generators: [fakes.model('alpha')],
      judges: names.map((name) => fakes.model(name, { orders: 2 })),
    });
    const judges = fakes.dataset.rows[0]?.columns?.judgements.map(({ judge }) => judge);
    expect(judges).toEqual(['whole', 'whole', 'other', 'other']);
  });
});

test('a reply that could not be read is shown to its judge once to be said again, then the question is put afresh', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: (call) => (call.ask < 2 ? unparseable(`bad ${call.ask}`) : rate(call)),
  });
  await complete(fakes);
  const asked = fakes.models.judgeCalls.map(({ input }) => input);
  expect(asked.map(({ repair }) => repair)).toEqual([
    undefined,
    { reply: 'Said: bad 0', problem: 'bad 0' },
    undefined,
  ]);
  expect(new Set(asked.map(({ seed }) => seed)).size).toBe(3);
});

test('every judge is asked under every aspect in every order, all at once', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: async (call) => {
      await fakes.models.started.until((calls) => calls.filter(({ kind }) => kind === 'judge').length === 6);
      return rate(call);
    },
  });
  const { model } = fakes;
  await complete(fakes, {
    judges: [model('one', { orders: 2, aspects: ['honesty', 'helpfulness'] }), model('two', { orders: 2 })],
  });
  const asked = fakes.models.judgeCalls.map(
    ({ model: name, input }) => `${name} ${aspectName(input.aspect)}`,
  );
  expect(asked.sort()).toEqual([
    'one helpfulness',
    'one helpfulness',
    'one honesty',
    'one honesty',
    'two overall-rating',
    'two overall-rating',
  ]);
});

test('two orders are one and its reverse, and their mean takes a bias for a place away', async () => {
  const fakes = await withFakes({ rows: conversationRows(6), judge: rateWithBias });
  const generators = [fakes.model('beta'), fakes.model('gamma')];
  await complete(fakes, { generators, judges: [fakes.model('biased', { orders: 2 })] });
  for (const { columns } of fakes.dataset.rows) {
    const [first, second] = columns?.judgements ?? [];
    expect(second?.order).toEqual(first?.order.toReversed());
    // Three texts: the first and the last of an order gain half a point each, whatever their place in the row.
    const middle = first?.order[1] ?? -1;
    expect(columns?.ratings).toEqual([4, 3, 2].map((rating, place) => rating + (place === middle ? 0 : 0.5)));
  }
});

test('judges and aspects count by their weights, by the rule asked for', async () => {
  const ratings: Record<string, Record<string, number>> = {
    strict: { honesty: 1, helpfulness: 5 },
    mild: { 'overall-rating': 4 },
    odd: { 'overall-rating': 5 },
  };
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: (call) =>
      rateAll((text) =>
        text.startsWith('alpha') ? (ratings[call.model]?.[aspectName(call.input.aspect)] ?? 1) : 1,
      )(call),
  });
  const { model } = fakes;
  const strict = model('strict', { aspects: ['honesty', { aspect: 'helpfulness', weight: 3 }], weight: 2 });
  await complete(fakes, { judges: [strict, model('mild'), model('odd')], pairing: { jury: 'mean' } });
  expect(fakes.dataset.rows[0]?.columns?.ratings[0]).toBe((4 * 2 + 4 + 5) / 4);
  expect(fakes.dataset.rows[0]?.columns?.disagreement).toBeGreaterThan(0);
});

test('a text that an aspect is not applicable to is rated under the others', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    judge: (call) =>
      rateAll((text) => (text.startsWith('beta') && call.input.aspect === 'honesty' ? null : 3))(call),
  });
  const judges = [fakes.model('judge', { aspects: ['honesty', 'truthfulness'] })];
  await completeWithoutPairs(fakes, { judges });
  expect(fakes.dataset.rows[0]?.columns?.ratings).toEqual([3, 3, 3]);
});

describe('pairing rules of the input', () => {
  test('equals make no pair unless a rule breaks the tie', async () => {
    const fakes = await withFakes({ rows: conversationRows(1), judge: rateAll(() => 3) });
    const summary = await completeWithoutPairs(fakes);
    expect(summary.dropped).toEqual({ 'Pair.Tie': 1 });

    const broken = await withFakes({ rows: conversationRows(1), judge: rateAll(() => 3) });
    await complete(broken, { pairing: { ties: 'original' } });
    expect(broken.dataset.rows[0]?.columns).toMatchObject({ chosen_index: 2 });
  });

  test('a pair that a filter does not want is dropped by name, with its candidates kept', async () => {
    const fakes = await withFakes({
      rows: conversationRows(1),
      generate: ({ model }) => generation(`${model} says: see https://example.org`),
    });
    const summary = await completeWithoutPairs(fakes, { pairing: { filters: ['urls'] } });
    expect(summary.dropped).toEqual({ 'Pair.Url': 1 });
    expect(fakes.dataset.rows[0]?.columns).toMatchObject({ ratings: [5, 4, 2], chosen_index: null });
  });

  test('"second" rejects the next best', async () => {
    const fakes = await withFakes({ rows: conversationRows(1) });
    await complete(fakes, { pairing: { rejected: 'second' } });
    expect(fakes.dataset.rows[0]?.columns).toMatchObject({ chosen_index: 0, rejected_index: 1 });
  });
});
