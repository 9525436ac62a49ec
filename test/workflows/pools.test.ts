import { describe, expect, test } from 'vitest';
import { conversationRows, rowId } from './conversations.ts';
import { complete, withFakes, type Fakes } from './run-with-fakes.ts';
import { rate } from './fake-models.ts';

const tiers = (fakes: Fakes) => [
  fakes.model('alpha', { tier: 'strong' }),
  fakes.model('beta', { tier: 'strong' }),
  fakes.model('gamma', { tier: 'weak' }),
];

function asked(fakes: Fakes): Map<number, string[]> {
  const byRow = new Map<number, string[]>();
  for (const { row, model } of fakes.models.generateCalls) {
    byRow.set(row, [...(byRow.get(row) ?? []), model].sort());
  }
  return byRow;
}

describe('without a judge', () => {
  test('pairs are a strong answer against a weak one, and nobody is asked to judge', async () => {
    const fakes = await withFakes({ rows: conversationRows(6) });
    const summary = await complete(fakes, { generators: tiers(fakes), pairing: { signal: 'delta' } });
    expect(summary).toMatchObject({ rows: 6, pairs: 6, dropped: {} });
    expect(fakes.models.judgeCalls).toEqual([]);
    const chosen = fakes.dataset.rows.map(
      ({ columns }) => columns?.generation_models[columns.chosen_index ?? -1],
    );
    expect(new Set(chosen)).toEqual(new Set(['alpha', 'beta', 'original']));
    for (const { columns } of fakes.dataset.rows) {
      expect(columns).toMatchObject({
        signal: 'delta',
        tiers: ['strong', 'strong', 'weak', 'strong'],
        ratings: [null, null, null, null],
        judgements: [],
        rejected_index: 2,
      });
    }
  });

  test('a row whose weak model gave no answer is dropped, with the reason of its loss', async () => {
    const fakes = await withFakes({
      rows: conversationRows(2),
      generate: ({ model, row }) =>
        model === 'gamma' && row === 1
          ? { text: '', finishReason: 'refusal', usage: { promptTokens: 1, completionTokens: 0 } }
          : {
              text: `${model} on pond ${row}`,
              finishReason: 'stop',
              usage: { promptTokens: 1, completionTokens: 1 },
            },
    });
    const summary = await complete(fakes, { generators: tiers(fakes), pairing: { signal: 'delta' } });
    expect(summary).toMatchObject({ pairs: 1, dropped: { 'Llm.Refused': 1 } });
    expect(fakes.dataset.rows[1]?.dropped?.detail).toContain('no weak candidate answered; gamma:');
  });

  test('an original that is said to be weak is rejected', async () => {
    const fakes = await withFakes({ rows: conversationRows(2) });
    await complete(fakes, {
      generators: [fakes.model('alpha', { tier: 'strong' })],
      original: { name: 'original', tier: 'weak' },
      pairing: { signal: 'delta' },
    });
    expect(fakes.dataset.rows.map(({ columns }) => [columns?.chosen_index, columns?.rejected_index])).toEqual(
      [
        [0, 1],
        [0, 1],
      ],
    );
  });
});

describe('with both kinds of pairs', () => {
  test('a row gives a judged pair and a delta pair', async () => {
    const fakes = await withFakes({ rows: conversationRows(3) });
    const summary = await complete(fakes, { generators: tiers(fakes), pairing: { signal: 'both' } });
    expect(summary).toMatchObject({ rows: 3, pairs: 6, dropped: {} });
    expect(fakes.models.judgeCalls).toHaveLength(3);
    for (const { columns } of fakes.dataset.rows) {
      expect(columns).toMatchObject({ chosen_index: 0, rejected_index: 3, delta_rejected_index: 2 });
    }
  });

  test('a row that its judge rated alike still has its delta pair', async () => {
    const fakes = await withFakes({
      rows: conversationRows(1),
      judge: (call) => {
        const reply = rate(call);
        return reply.kind === 'rated' ? { ...reply, ratings: reply.ratings.map(() => 3) } : reply;
      },
    });
    const summary = await complete(fakes, { generators: tiers(fakes), pairing: { signal: 'both' } });
    expect(summary).toMatchObject({ pairs: 1, dropped: {} });
    expect(fakes.dataset.rows[0]?.columns).toMatchObject({ chosen_index: null, delta_rejected_index: 2 });
  });
});

test('only the drawn generators are called, and rows added later change nothing for the earlier ones', async () => {
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
  const drawnOf = async (rows: number) => {
    const fakes = await withFakes({ rows: conversationRows(rows) });
    await complete(fakes, {
      generators: names.map((name) => fakes.model(name, { temperature: [0, 1] })),
      candidates: { perRow: 2, always: ['gamma'], systemPrompts: ['Be brief.', 'Be kind.'] },
    });
    const inputs = new Map(
      fakes.models.generateCalls.map(({ row, model, input }) => [
        `${row} ${model}`,
        { seed: input.seed, temperature: input.generator.temperature, system: input.messages[0]?.content },
      ]),
    );
    return { asked: asked(fakes), inputs, rows: fakes.dataset.rows };
  };
  const few = await drawnOf(8);
  const more = await drawnOf(24);
  for (const [row, models] of more.asked) {
    expect(models).toHaveLength(2);
    expect(models).toContain('gamma');
    if (few.asked.has(row)) expect(models).toEqual(few.asked.get(row));
  }
  for (const [key, input] of few.inputs) expect(more.inputs.get(key)).toEqual(input);
  expect(new Set([...more.asked.values()].flat())).toEqual(new Set(names));
  const row = few.rows.find(({ rowId: id }) => id === rowId(3))?.columns;
  expect(row?.generation_models).toHaveLength(3);
  const [first] = row?.generation_models ?? [];
  expect(row?.system_prompts?.[0]).toBe(few.inputs.get(`3 ${first}`)?.system?.split('\n')[0]);
  expect(row?.temperatures?.[0]).toBe(few.inputs.get(`3 ${first}`)?.temperature);
  expect(row?.temperatures?.[2]).toBeNull();
});

test('a pair holds the model that it must hold, as the better or the worse one', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  await complete(fakes, { generators: tiers(fakes), pairing: { between: { one: 'beta' } } });
  // alpha 5, beta 4, gamma 3, original 2: the widest pair with beta is beta against the original.
  expect(fakes.dataset.rows[0]?.columns).toMatchObject({ chosen_index: 1, rejected_index: 3 });
});
