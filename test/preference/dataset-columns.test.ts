import { expect, test } from 'vitest';
import { configFeatures, steadyConfigs } from '../../src/preference/config-features.ts';
import { configRows, type ConfigRows } from '../../src/preference/dataset-columns.ts';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import { pairedRow, tiedRow, unreadableRow } from './kept-rows.ts';

const publishedColumns = [
  'source',
  'chosen',
  'chosen_rating',
  'chosen_model',
  'rejected',
  'rejected_rating',
  'rejected_model',
];

const kto = { desirable: 4, undesirable: 2 };

function projected(row: KeptRow): ConfigRows {
  return configRows(row, kto);
}

/** The keys of a row and of everything in it, in their order. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))];
  if (typeof value !== 'object' || value === null) return 'a value';
  return Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
}

test.each<[string, KeptRow, Record<string, number>]>([
  [
    'that could not be read',
    unreadableRow('garden/0'),
    { default: 0, trl: 0, kto: 0, candidates: 0, dropped: 1 },
  ],
  ['without a pair', tiedRow('garden/1'), { default: 0, trl: 0, kto: 2, candidates: 1, dropped: 1 }],
  ['with a pair', pairedRow('garden/2'), { default: 1, trl: 1, kto: 2, candidates: 1, dropped: 0 }],
])('a row %s is in the configs it belongs to', (_kind, row, counts) => {
  const rows = projected(row);
  expect(Object.fromEntries(steadyConfigs.map((config) => [config, rows[config].length]))).toEqual(counts);
});

test('a dropped row says which it was and why', () => {
  expect(projected(tiedRow('garden/1')).dropped).toEqual([
    { row_id: 'garden/1', reason: 'Pair.Tie', detail: 'all 2 candidates were rated 4' },
  ]);
});

test.each([
  ['an index no candidate has', { chosen_index: 9 }],
  ['a candidate without text', { chosen_index: 1 }],
])('%s makes no row of the default and trl configs', (_case, wrong) => {
  const row = pairedRow('garden/2');
  expect(projected({ ...row, columns: { ...row.columns!, ...wrong } })).toMatchObject({
    default: [],
    trl: [],
  });
});

test('the default config begins with the seven published columns in their order, and has no prompt', () => {
  const [row] = projected(pairedRow('garden/2')).default;
  const columns = Object.keys(row!);
  expect(columns.slice(0, 7)).toEqual(publishedColumns);
  expect(columns.slice(7)).toContain('row_id');
  expect(columns).not.toContain('prompt');
});

test('chosen and rejected are the whole conversation with one response each, content before role', () => {
  const [row] = projected(pairedRow('garden/2')).default;
  const context = '{"content":"You know trees.","role":"system"},{"content":"Name a tree.","role":"user"}';
  expect(JSON.stringify(row?.chosen)).toBe(`[${context},{"content":"Birch.","role":"assistant"}]`);
  expect(JSON.stringify(row?.rejected)).toBe(`[${context},{"content":"A cat.","role":"assistant"}]`);
  expect(row).toMatchObject({
    source: 'garden',
    chosen_rating: 5,
    chosen_model: 'c',
    rejected_rating: 2,
    rejected_model: 'a',
  });
});

test('a trl row has the prompt apart, and only the last message on either side', () => {
  const rows = projected(pairedRow('garden/2'));
  expect(rows.trl).toEqual([
    {
      prompt: [
        { content: 'You know trees.', role: 'system' },
        { content: 'Name a tree.', role: 'user' },
      ],
      chosen: [{ content: 'Birch.', role: 'assistant' }],
      rejected: [{ content: 'A cat.', role: 'assistant' }],
      row_id: 'garden/2',
    },
  ]);
  const [pair] = rows.default;
  expect([...rows.trl[0]!.prompt, ...rows.trl[0]!.chosen]).toEqual(pair?.chosen);
  expect([...rows.trl[0]!.prompt, ...rows.trl[0]!.rejected]).toEqual(pair?.rejected);
});

test('kto has a row for each candidate rated clearly, with or without a pair', () => {
  const row = tiedRow('garden/1');
  const rated = { ...row, columns: { ...row.columns!, ratings: [1.5, null, 3] } };
  expect(projected(rated).kto).toEqual([
    {
      prompt: [
        { content: 'You know trees.', role: 'system' },
        { content: 'Name a tree.', role: 'user' },
      ],
      completion: [{ content: 'Birch.', role: 'assistant' }],
      label: false,
      rating: 1.5,
      model: 'a',
      row_id: 'garden/1',
    },
  ]);
});

test('a candidate that was rated but has no text makes no row of kto', () => {
  const row = pairedRow('garden/2');
  expect(projected({ ...row, columns: { ...row.columns!, ratings: [null, 5, null] } }).kto).toEqual([]);
});

test('the messages of the candidates config have content before role', () => {
  const [row] = projected(pairedRow('garden/2')).candidates;
  expect(row?.messages.map((message) => Object.keys(message))).toEqual([
    ['content', 'role'],
    ['content', 'role'],
  ]);
});

test.each(steadyConfigs)('every row of the %s config has the same keys in the same order', (config) => {
  const kept = [pairedRow('garden/0'), tiedRow('garden/1'), unreadableRow('garden/2'), pairedRow('garden/3')];
  const shapes = kept.flatMap((row) => projected(row)[config].map((columns: object) => shapeOf(columns)));
  expect(shapes.length).toBeGreaterThanOrEqual(2);
  expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
});

test.each(steadyConfigs)(
  'the rows of the %s config have the columns that are declared, in their order',
  (config) => {
    const kept = [pairedRow('garden/0'), tiedRow('garden/1')];
    for (const row of kept.flatMap((each): object[] => projected(each)[config])) {
      expect(Object.keys(row)).toEqual(Object.keys(configFeatures[config]));
    }
  },
);

test('delta pairs have no ratings, say that they are such, and label answers for kto by tier', () => {
  const { columns, ...row } = pairedRow('garden/2');
  const delta = { signal: 'delta', tiers: ['weak', 'weak', 'strong'], ratings: [null, null, null] } as const;
  const rows = projected({
    ...row,
    columns: { ...columns!, ...delta, tiers: [...delta.tiers], ratings: [...delta.ratings] },
  });
  expect(rows.default).toMatchObject([
    { chosen_rating: null, chosen_model: 'c', rejected_rating: null, rejected_model: 'a', signal: 'delta' },
  ]);
  expect(rows.trl).toMatchObject([{ signal: 'delta', row_id: 'garden/2' }]);
  expect(rows.kto).toMatchObject([
    { model: 'a', label: false, rating: null },
    { model: 'c', label: true, rating: null },
  ]);
  expect(rows.candidates).toMatchObject([{ tiers: ['weak', 'weak', 'strong'] }]);
});

test('a row of two pairs has them under one id, each with what made it', () => {
  const { columns, ...row } = pairedRow('garden/2');
  const both = { signal: 'both' as const, tiers: ['strong' as const, null, 'weak' as const] };
  const pairs = { delta_chosen_index: 0, delta_rejected_index: 2 };
  const rows = projected({ ...row, columns: { ...columns!, ...both, ...pairs } });
  expect(rows.default).toMatchObject([
    { row_id: 'garden/2', signal: 'judged', chosen_model: 'c', rejected_model: 'a' },
    { row_id: 'garden/2', signal: 'delta', chosen_model: 'a', rejected_model: 'c' },
  ]);
  expect(rows.trl.map(({ signal }) => signal)).toEqual(['judged', 'delta']);
  expect(rows.candidates).toMatchObject([{ tiers: ['strong', '', 'weak'], ...pairs }]);
});
