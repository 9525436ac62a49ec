import { expect, test } from 'vitest';
import { QualityTally } from '../../../src/output/report/quality-tally.ts';
import { drawnRows } from './drawn-rows.ts';
import { candidatesRow, judgement, tallyOf } from './rows.ts';

const rows = drawnRows({ rows: 300, judges: ['judge'], orders: 1, bias: 0 });

function sampled(seed: number, from = rows): string[] {
  const tally = new QualityTally({ seed, sampleSize: 10 });
  for (const row of from) tally.add(row);
  return tally.samples().map(({ rowId }) => rowId);
}

test('one seed draws the same rows in whatever order they come; another seed draws others', () => {
  expect(sampled(1)).toHaveLength(10);
  expect(sampled(1)).toEqual(sampled(1));
  expect(new Set(sampled(1, rows.toReversed()))).toEqual(new Set(sampled(1)));
  expect(sampled(2)).not.toEqual(sampled(1));
});

test('the sample keeps the order of the rows', () => {
  const places = sampled(1).map((id) => rows.findIndex((row) => row.row_id === id));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('every row is as likely: over many seeds the first half of the rows gives half of the sample', () => {
  const drawn = Array.from({ length: 100 }, (_, seed) => sampled(seed)).flat();
  const early = drawn.filter((id) => Number(id.split(':')[1]) <= 150).length;
  expect(early / drawn.length).toBeGreaterThan(0.45);
  expect(early / drawn.length).toBeLessThan(0.55);
});

test('a row without a pair is never drawn', () => {
  expect(tallyOf([candidatesRow({ chosen_index: null, rejected_index: null })]).samples()).toEqual([]);
});

test('long texts and long conversations are cut, between characters, and say by how much', () => {
  const row = candidatesRow({
    generations: [`a${'🦫'.repeat(9_000)}`, 'b', 'c'],
    messages: Array.from({ length: 31 }, (_, turn) => ({ content: `turn ${turn}`, role: 'user' })),
  });
  const [pair] = tallyOf([row]).samples();
  expect(pair!.chosen.text).toHaveLength(15_999);
  expect(pair!.chosen.text).not.toMatch(/\p{Surrogate}/u);
  expect(pair!.chosen).toMatchObject({ characters: 18_001, charactersLeftOut: 2_002 });
  expect(pair!.messages).toHaveLength(20);
  expect(pair!.messages.at(-1)!.text).toBe('turn 30');
  expect(pair!.messagesLeftOut).toBe(11);
});

test('each judge’s verdict comes with the place at which it was shown the answer', () => {
  const judgements = [judgement({ ratings: [5, 3, 1], rationales: ['Good.', null, null], order: [2, 0] })];
  const [pair] = tallyOf([candidatesRow({ judgements })]).samples();
  expect(pair!.chosen.verdicts).toEqual([
    {
      judge: 'judge',
      aspect: 'overall-rating',
      place: 2,
      shown: 2,
      rating: 5,
      rationale: { text: 'Good.', charactersLeftOut: 0 },
    },
  ]);
  expect(pair!.others).toEqual([{ model: 'beagle', rating: 3 }]);
});
