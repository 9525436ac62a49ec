import { expect, test } from 'vitest';
import { Contrast, isTooAlike } from '../../../src/output/report/numbers/contrast.ts';
import type { RowPair } from '../../../src/output/report/numbers/candidates-row.ts';

const tiers = new Map([
  ['oak', 'strong'],
  ['reed', 'weak'],
] as const);

function contrastOf(...pairs: RowPair[]) {
  const contrast = new Contrast(tiers);
  for (const pair of pairs) contrast.add(pair);
  return contrast.numbers();
}

function pair(chosen: [string, number | null], rejected: [string, number | null]): RowPair {
  const answer = ([model, rating]: [string, number | null]) => ({ candidate: 0, model, text: 'x', rating });
  const signal = chosen[1] === null ? 'delta' : 'judged';
  return { signal, chosen: answer(chosen), rejected: answer(rejected) };
}

test('no pairs have no margin, and are not too alike', () => {
  expect(contrastOf()).toMatchObject({ medianMargin: null, meanMargin: null });
  expect(isTooAlike(contrastOf())).toBe(false);
});

test('the median is the middle margin, or between the two in the middle', () => {
  const margins = (...given: number[]) =>
    contrastOf(...given.map((by) => pair(['oak', 5], ['reed', 5 - by])));
  expect(margins(3, 0.5, 1)).toMatchObject({ medianMargin: 1, meanMargin: 1.5 });
  expect(margins(0.5, 3, 0.5, 1)).toMatchObject({ medianMargin: 0.75 });
  expect(isTooAlike(margins(0.5, 3, 0.5, 1))).toBe(true);
  expect(isTooAlike(margins(1, 1, 1))).toBe(false);
});

test('pairs are counted by what made them and by the tiers on either side; delta pairs have no margin', () => {
  expect(
    contrastOf(
      pair(['oak', null], ['reed', null]),
      pair(['ivy', 4], ['oak', 2]),
      pair(['oak', 4], ['reed', 1]),
    ),
  ).toEqual({
    signals: { judged: 2, delta: 1 },
    medianMargin: 2.5,
    meanMargin: 2.5,
    chosenTiers: { strong: 2, weak: 0, none: 1 },
    rejectedTiers: { strong: 1, weak: 2, none: 0 },
  });
});
