import { expect, test } from 'vitest';
import {
  addTallies,
  emptyTally,
  tallyOfCall,
  tallyOfLoss,
  tallyOfReported,
  tallyOfRow,
} from '../../src/contract/tally.ts';
import { pairedRow, tiedRow } from '../preference/kept-rows.ts';

const usage = { promptTokens: 10, completionTokens: 2 };

test('no tallies add up to nothing', () => {
  expect(addTallies()).toEqual(emptyTally());
});

test('a row counts as a pair or by its reason', () => {
  expect(tallyOfRow(pairedRow('garden/0'))).toEqual({
    ...emptyTally(),
    rows: 1,
    pairs: 1,
  });
  expect(tallyOfRow(tiedRow('garden/1'))).toEqual({
    ...emptyTally(),
    rows: 1,
    dropped: { 'Pair.Tie': 1 },
  });
});

test('rows, reasons and the calls of each model add up', () => {
  const tallies = [
    tallyOfRow(pairedRow('garden/0')),
    tallyOfRow(tiedRow('garden/1')),
    tallyOfRow(tiedRow('garden/2')),
    tallyOfCall('a/m', usage),
    tallyOfCall('b/m', usage),
    tallyOfCall('a/m', { promptTokens: 1, completionTokens: 1 }),
  ];
  expect(addTallies(...tallies)).toEqual({
    rows: 3,
    pairs: 1,
    dropped: { 'Pair.Tie': 2 },
    usage: {
      'a/m': { calls: 2, promptTokens: 11, completionTokens: 3 },
      'b/m': { calls: 1, promptTokens: 10, completionTokens: 2 },
    },
    lost: {},
  });
});

test('lost calls add up by model and reason, those without an answer apart', () => {
  const lost = addTallies(
    tallyOfLoss('a/m', 'Llm.Timeout', false),
    tallyOfLoss('a/m', 'Llm.Timeout', false),
    tallyOfLoss('a/m', 'Judge.Unparseable', true),
  );
  expect(lost).toEqual({
    ...emptyTally(),
    lost: { 'a/m': { unanswered: 2, reasons: { 'Judge.Unparseable': 1, 'Llm.Timeout': 2 } } },
  });
});

test('the order in which calls and rows finished leaves no trace', () => {
  const tallies = [tallyOfCall('b/m', usage), tallyOfRow(tiedRow('garden/1')), tallyOfCall('a/m', usage)];
  expect(JSON.stringify(addTallies(...tallies.toReversed()))).toBe(JSON.stringify(addTallies(...tallies)));
});

test('names that providers give their models are counted, and beyond twenty together', () => {
  const named = (name: string) => tallyOfReported('p/m', name);
  const names = Array.from({ length: 30 }, (_, at) => `m-${String(at).padStart(2, '0')}`);
  const counted = addTallies(...names.map(named), named('m-00'), named('m-29')).reportedModels?.['p/m'] ?? {};
  expect(counted['m-00']).toBe(2);
  expect(Object.keys(counted)).toHaveLength(20);
  expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(32);
  expect(addTallies(emptyTally(), tallyOfReported('p/m', undefined))).not.toHaveProperty('reportedModels');
});
