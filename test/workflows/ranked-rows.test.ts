import { expect, test } from 'vitest';
import { conversationRows, rowId } from './conversations.ts';
import { answer, generation, rate } from './fake-models.ts';
import { complete, completeWithoutPairs, withFakes } from './run-with-fakes.ts';

test('rows stay in the order of the source when they finish in the opposite order', async () => {
  const fakes = await withFakes({
    rows: conversationRows(6),
    rowsPerShard: 3,
    judge: async (call) => {
      const isNext = ({ kind, row }: typeof call | { kind: string; row: number }) =>
        kind === 'judge' && row === call.row + 1;
      if (call.row < 5) await fakes.models.answered.until((calls) => calls.some(isNext));
      return rate(call);
    },
  });
  const summary = await complete(fakes);
  const judged = fakes.models.answered.entries.filter(({ kind }) => kind === 'judge');
  expect(judged.map(({ row }) => row)).toEqual([5, 4, 3, 2, 1, 0]);
  expect(fakes.dataset.rows.map((row) => row.rowId)).toEqual([0, 1, 2, 3, 4, 5].map(rowId));
  expect(fakes.dataset.published[0]).toMatchObject({ partsByShard: [1, 1] });
  expect(summary).toMatchObject({ output: 'out/ponds', rows: 6, pairs: 6, dropped: {} });
});

test('every generator is asked once a row, with the conversation up to its last user message', async () => {
  const fakes = await withFakes({ rows: conversationRows(3) });
  await complete(fakes);
  const asked = fakes.models.generateCalls.map(({ model, row }) => `${model} ${row}`);
  expect(asked.sort()).toEqual(['alpha 0', 'alpha 1', 'alpha 2', 'beta 0', 'beta 1', 'beta 2']);
  expect(fakes.models.judgeCalls.map(({ row }) => row).sort()).toEqual([0, 1, 2]);
  for (const { row, input } of fakes.models.generateCalls) {
    expect(input.messages).toEqual([
      { role: 'user', content: `What lives in pond ${row}?` },
      { role: 'assistant', content: `Capybaras live in pond ${row}.` },
      { role: 'user', content: `And what do they eat at pond ${row}?` },
    ]);
  }
});

test('columns list the candidates as they are configured, whichever answered first', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: async (call) => {
      const isBeta = ({ model }: { model: string }) => model === 'beta';
      if (call.model !== 'beta') await fakes.models.answered.until((calls) => calls.some(isBeta));
      return answer(call);
    },
  });
  const { model } = fakes;
  await complete(fakes, { generators: [model('gamma'), model('alpha', { name: 'first' }), model('beta')] });
  expect(fakes.models.answered.entries[0]).toMatchObject({ model: 'beta' });
  expect(fakes.dataset.rows[0]?.columns).toMatchObject({
    generation_models: ['gamma', 'first', 'beta', 'original'],
    generations: [
      'gamma on pond 0',
      'alpha on pond 0',
      'beta on pond 0',
      'original on pond 0: reeds and grass.',
    ],
    ratings: [3, 5, 4, 2],
    chosen_index: 1,
    rejected_index: 3,
  });
});

test('ratings find their candidates back from the shuffled order a judge is shown', async () => {
  const fakes = await withFakes({ rows: conversationRows(12) });
  await complete(fakes, { generators: ['alpha', 'beta', 'gamma'].map((name) => fakes.model(name)) });
  const orders = fakes.dataset.rows.map(({ columns }) => columns?.judgements[0]?.order.join());
  expect(new Set(orders).size).toBeGreaterThan(3);
  for (const { columns } of fakes.dataset.rows) expect(columns?.ratings).toEqual([5, 4, 3, 2]);
});

test('without the original, its response is neither shown to the judge nor kept', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  await complete(fakes, { original: false });
  expect([...(fakes.models.judgeCalls[0]?.input.texts ?? [])].sort()).toEqual([
    'alpha on pond 0',
    'beta on pond 0',
  ]);
  expect(fakes.dataset.rows[0]?.columns).toMatchObject({ generation_models: ['alpha', 'beta'] });
});

test('one generator competes with the original', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  await complete(fakes, { generators: [fakes.model('alpha')] });
  expect(fakes.dataset.rows[0]?.columns).toMatchObject({
    generation_models: ['alpha', 'original'],
    ratings: [5, 2],
    chosen_index: 0,
    rejected_index: 1,
  });
});

test('each sample is a call with a seed of its own and a candidate of its own', async () => {
  const fakes = await withFakes({
    rows: conversationRows(1),
    generate: ({ model, row, ask }) => generation(`${model} ${ask} on pond ${row}`),
  });
  await completeWithoutPairs(fakes, {
    generators: [fakes.model('alpha', { samples: 3 })],
    original: false,
  });
  expect(new Set(fakes.models.generateCalls.map(({ input }) => input.seed)).size).toBe(3);
  const { generations, generation_models } = fakes.dataset.rows[0]!.columns!;
  expect(generation_models).toEqual(['alpha', 'alpha', 'alpha']);
  expect([...generations].sort()).toEqual(['alpha 0 on pond 0', 'alpha 1 on pond 0', 'alpha 2 on pond 0']);
});

test('a generator is sent its own settings and system prompt', async () => {
  const fakes = await withFakes({ rows: conversationRows(1) });
  const settings = { temperature: 0.3, topP: 0.9, maxTokens: 77 };
  await complete(fakes, { generators: [fakes.model('alpha', { ...settings, systemPrompt: 'Be brief.' })] });
  const [call] = fakes.models.generateCalls;
  expect(call?.input.generator).toMatchObject(settings);
  expect(call?.input.messages[0]).toEqual({ role: 'system', content: 'Be brief.' });
});
