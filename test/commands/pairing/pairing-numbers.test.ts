import { expect, test } from 'vitest';
import { PairingTally, wordsApart } from '../../../src/commands/pairing/pairing-numbers.ts';
import { pairingTable } from '../../../src/commands/pairing/pairing-table.ts';
import type { Judgement } from '../../../src/preference/judgement.ts';
import { pairedRow } from '../../preference/kept-rows.ts';

test('words are apart by what only one of two texts has of them', () => {
  expect(wordsApart('Oak and elm', 'elm AND oak!')).toBe(0);
  expect(wordsApart('oak', 'elm')).toBe(1);
  expect(wordsApart('oak elm', 'elm ash')).toBeCloseTo(2 / 3);
  expect(wordsApart('', '')).toBe(0);
});

test('a policy that makes no pair has no means', () => {
  const tally = new PairingTally();
  tally.add({ rowId: 'a', columns: null, dropped: { reason: 'Pair.Tie', detail: '' } });
  const numbers = tally.numbers();
  expect(numbers).toMatchObject({ rows: 1, pairs: 0, rowsWithoutPair: 1, margin: null, agreement: null });
  expect(pairingTable([{ name: 'strict', numbers }])[1]).toMatch(/^strict +0 +1 +- /);
});

test('pairs are measured by margin, length, words and how many ratings agree', () => {
  const said = (judge: string, ratings: (number | null)[]): Judgement => ({
    judge,
    aspect: 'overall-rating',
    order: [0, 1],
    ratings,
    rationales: ['', ''],
    types: null,
    typeRationales: null,
  });
  const row = pairedRow('a');
  const tally = new PairingTally();
  tally.add({
    ...row,
    columns: {
      ...row.columns!,
      generations: ['oak elm', 'elm'],
      ratings: [4, 2.5],
      judgements: [said('a', [5, 1]), said('b', [3, 3]), said('c', [2, 4]), said('d', [null, 4])],
      chosen_index: 0,
      rejected_index: 1,
    },
  });
  expect(tally.numbers()).toEqual({
    rows: 1,
    pairs: 1,
    rowsWithoutPair: 0,
    margin: 1.5,
    chosenCharacters: 7,
    rejectedCharacters: 3,
    longerChosen: 1,
    contrast: 0.5,
    agreement: 0.5,
  });
});
