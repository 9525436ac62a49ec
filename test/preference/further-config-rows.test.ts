import { expect, test } from 'vitest';
import { configFeatures } from '../../src/preference/config-features.ts';
import { furtherConfigRows } from '../../src/preference/further-config-rows.ts';
import type { CandidatesColumns, KeptRow } from '../../src/preference/keep-columns.ts';
import { pairedRow, tiedRow, toolRow, unreadableRow } from './kept-rows.ts';

const configs = ['prompts', 'ranked', 'tpo', 'messages', 'margin'] as const;

function rowsOf(row: KeptRow, changes: Partial<CandidatesColumns> = {}) {
  const { columns } = row;
  return furtherConfigRows({ columns: columns && { ...columns, ...changes } }, { configs });
}

const prompt = [
  { content: 'You know trees.', role: 'system' },
  { content: 'Name a tree.', role: 'user' },
];
const said = (content: string) => [{ content, role: 'assistant' }];

/** Rated 5, 2, 4 and 3. */
const four = {
  generations: ['Birch.', 'A cat.', 'An oak.', 'Wood.'],
  generation_models: ['a', 'b', 'c', 'd'],
  ratings: [5, 2, 4, 3],
  chosen_index: 0,
  rejected_index: 1,
};

test('a row that could not be read makes no row', () => {
  expect(rowsOf(unreadableRow('garden/0'))).toEqual({});
});

test('a row without a pair is a prompt alone', () => {
  expect(rowsOf(tiedRow('garden/1'))).toEqual({
    prompts: [{ prompt, row_id: 'garden/1' }],
    ranked: [],
    tpo: [],
    messages: [],
    trl: [],
  });
});

test('nobody who asks for nothing gets any', () => {
  expect(furtherConfigRows(pairedRow('garden/2'), {})).toEqual({});
});

test('a pair is two completions, of which the lower rank is better', () => {
  expect(rowsOf(pairedRow('garden/2')).ranked).toEqual([
    {
      context: prompt,
      completions: [
        { rank: 0, completion: said('Birch.') },
        { rank: 1, completion: said('A cat.') },
      ],
      row_id: 'garden/2',
    },
  ]);
});

test('the chosen answer ends its conversation', () => {
  expect(rowsOf(pairedRow('garden/2')).messages).toEqual([
    { messages: [...prompt, ...said('Birch.')], row_id: 'garden/2' },
  ]);
});

test('an answer that both pairs of a row choose is learnt once', () => {
  const both = { ...four, signal: 'both' as const, delta_chosen_index: 0, delta_rejected_index: 3 };
  expect(rowsOf(pairedRow('garden/2'), both).messages).toHaveLength(1);
  expect(rowsOf(pairedRow('garden/2'), { ...both, delta_chosen_index: 2 }).messages).toHaveLength(2);
});

test('of three answers the best is the reference, the next is chosen', () => {
  expect(rowsOf(pairedRow('garden/2'), four).tpo).toEqual([
    {
      prompt,
      chosen: said('An oak.'),
      rejected: said('A cat.'),
      reference: said('Birch.'),
      row_id: 'garden/2',
    },
  ]);
});

test.each<[string, Partial<CandidatesColumns>]>([
  ['is rated as the rejected one', { ratings: [5, 2, 2, null] }],
  ['says the same as the chosen one', { generations: ['Birch.', 'A cat.', ' Birch.\n', null] }],
  ['is rated above the chosen one', { ratings: [3, 2, 5, null] }],
  ['was lost', { generations: ['Birch.', 'A cat.', null, null] }],
])('no triple is made of an answer that %s', (_case, changes) => {
  expect(rowsOf(pairedRow('garden/2'), { ...four, ...changes }).tpo).toEqual([]);
});

test('the margin is the difference of the ratings, without the error of floating point', () => {
  expect(rowsOf(pairedRow('garden/2')).trl).toMatchObject([{ row_id: 'garden/2', margin: 3 }]);
  const means = { ...four, ratings: [4.1, 3.8, 4, 4] };
  expect(rowsOf(pairedRow('garden/2'), means).trl).toMatchObject([{ margin: 0.3 }]);
});

test('a pair that ratings speak against, or say nothing of, has no margin', () => {
  const both = { ...four, signal: 'both' as const, delta_chosen_index: 3, delta_rejected_index: 2 };
  expect(rowsOf(pairedRow('garden/2'), both).trl).toMatchObject([{ margin: 3 }, { margin: 0 }]);
  const unrated = { ...both, ratings: [5, 2, null, null] };
  expect(rowsOf(pairedRow('garden/2'), unrated).trl).toMatchObject([{ margin: 3 }, { margin: 0 }]);
});

test('tools and their calls are in every one', () => {
  const { prompts, ranked, messages } = rowsOf(toolRow('garden/3'));
  const tools = expect.stringContaining('"height"') as string;
  expect(prompts).toMatchObject([{ tools }]);
  expect(ranked?.[0]?.tools).toEqual(tools);
  expect(ranked?.[0]?.completions[0]?.completion[0]).toMatchObject({ tool_calls: [{ id: 'c2' }] });
  expect(messages?.[0]?.messages.at(-1)).toMatchObject({ role: 'assistant', tool_calls: [{ id: 'c2' }] });
});

test.each(['prompts', 'ranked', 'tpo', 'messages'] as const)(
  'the columns of %s are those of its features',
  (config) => {
    const [row] = rowsOf(pairedRow('garden/2'), four)[config]!;
    expect(Object.keys(row!)).toEqual(Object.keys(configFeatures[config]));
  },
);
