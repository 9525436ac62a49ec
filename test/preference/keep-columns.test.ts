import { expect, test } from 'vitest';
import type { Judgement } from '../../src/preference/judgement.ts';
import { keepColumns } from '../../src/preference/keep-columns.ts';
import { answer } from './candidates.ts';
import { pairedRow, tiedRow, unreadableRow } from './kept-rows.ts';

const rowsOfAllKinds = [pairedRow('garden/0'), tiedRow('garden/1'), unreadableRow('garden/2')];

test('a row that never became a conversation keeps its reason only', () => {
  expect(unreadableRow('garden/2')).toEqual({
    rowId: 'garden/2',
    columns: null,
    dropped: { reason: 'Dataset.RowInvalid', detail: 'line 3: the row is not a JSON object' },
  });
});

test('a tie keeps everything that was asked and answered, and its reason', () => {
  expect(tiedRow('garden/1')).toMatchObject({
    dropped: { reason: 'Pair.Tie' },
    columns: { chosen_index: null, rejected_index: null, generations: ['Birch.', null, 'Oak.'] },
  });
});

test('a pair keeps one entry per candidate in every list, the lost one too', () => {
  expect(pairedRow('garden/0')).toMatchObject({
    dropped: null,
    columns: {
      row_id: 'garden/0',
      source: 'garden',
      generations: ['A cat.', null, 'Birch.'],
      generation_models: ['a', 'b', 'c'],
      ratings: [2, null, 5],
      rationales: ['No tree.', null, 'A tree.'],
      finish_reasons: ['stop', 'failed', 'stop'],
      losses: [null, 'Llm.Timeout: no answer in 120 s', null],
      prompt_tokens: [20, 0, 20],
      completion_tokens: [5, 0, 5],
      chosen_index: 2,
      rejected_index: 0,
    },
  });
});

test('the messages kept are the prompt, without the original response', () => {
  expect(pairedRow('garden/0').columns?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
});

test('every kind of row goes through JSON unchanged: nothing in it is undefined', () => {
  for (const row of rowsOfAllKinds) expect(JSON.parse(JSON.stringify(row))).toStrictEqual(row);
});

test('a jury is told judge by judge: rationales by name, losses with their reason', () => {
  const judged = (judge: string, ...rationales: (string | null)[]): Judgement => ({
    judge,
    aspect: 'overall-rating',
    order: [0, 1],
    ratings: [5, 1],
    rationales,
    types: null,
    typeRationales: null,
  });
  const { columns } = keepColumns({
    conversation: { rowId: 'garden/4', source: 'garden', messages: [] },
    prompt: [],
    candidates: [answer('a', 'Oak.'), answer('b', 'Cat.')],
    judgements: [judged('j1', 'Right.', 'Wrong.'), judged('j2', 'Fine.', null)],
    judgeLosses: [{ reason: 'Judge.Unparseable', detail: 'j3: no JSON' }],
    calls: [],
    combined: { ratings: [5, 1], judges: [], disagreement: 0.5 },
    outcome: { chosen: 0, rejected: 1 },
  });
  expect(columns?.judge_losses).toEqual(['Judge.Unparseable: j3: no JSON']);
  expect(columns?.disagreement).toBe(0.5);
  expect(columns?.rationales).toEqual(['j1, overall-rating: Right.\n\nj2, overall-rating: Fine.', 'Wrong.']);
});
