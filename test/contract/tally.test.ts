import { expect, test } from 'vitest';
import { addTallies, emptyTally, tallyOfCall, tallyOfRow } from '../../src/contract/tally.ts';
import { pairedRow, tiedRow } from '../preference/kept-rows.ts';

const usage = { promptTokens: 10, completionTokens: 2 };

test('no tallies add up to nothing', () => {
  expect(addTallies()).toEqual(emptyTally());
});

test('a row counts as a pair or by its reason', () => {
  expect(tallyOfRow(pairedRow('garden/0'))).toEqual({ rows: 1, pairs: 1, dropped: {}, usage: {} });
  expect(tallyOfRow(tiedRow('garden/1'))).toEqual({
    rows: 1,
    pairs: 0,
    dropped: { 'Pair.Tie': 1 },
    usage: {},
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
  });
});

test('the order in which calls and rows finished leaves no trace', () => {
  const tallies = [tallyOfCall('b/m', usage), tallyOfRow(tiedRow('garden/1')), tallyOfCall('a/m', usage)];
  expect(JSON.stringify(addTallies(...tallies.toReversed()))).toBe(JSON.stringify(addTallies(...tallies)));
});
