import { expect, test } from 'vitest';
import { afterDraw, isDrawn } from '../../../src/source/selection/row-draw.ts';

function drawRows(wanted: number, among: number, seed: number): number[] {
  let draw = { wanted, among };
  const rows = [];
  for (let row = 0; row < among; row += 1) {
    const drawn = isDrawn(draw, seed, row);
    if (drawn) rows.push(row);
    draw = afterDraw(draw, drawn);
  }
  return rows;
}

test.each([
  [0, 10],
  [1, 10],
  [10, 10],
  [333, 1_000],
])('%d of %d are drawn, the same for the same seed', (wanted, among) => {
  const rows = drawRows(wanted, among, 42);
  expect(rows).toHaveLength(wanted);
  expect(drawRows(wanted, among, 42)).toEqual(rows);
});

test('another seed draws other rows', () => {
  expect(drawRows(50, 1_000, 1)).not.toEqual(drawRows(50, 1_000, 2));
});

test('every row has the same chance', () => {
  const counts = Array.from({ length: 20 }, () => 0);
  for (let seed = 0; seed < 2_000; seed += 1) {
    for (const row of drawRows(5, 20, seed)) counts[row]! += 1;
  }
  // 500 are expected of each, with a standard deviation of 19.
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5 * 19);
});
