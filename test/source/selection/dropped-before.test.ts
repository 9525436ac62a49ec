import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DroppedBefore } from '../../../src/source/selection/dropped-before.ts';

const each = (rows: readonly number[]): AsyncIterable<number> => Readable.from(rows);

test('of rows asked for in order, from any of them on, those that were dropped are told', async () => {
  const dropped = fc.array(fc.nat({ max: 50 })).map((rows) => rows.sort((first, second) => first - second));
  await fc.assert(
    fc.asyncProperty(dropped, fc.nat({ max: 50 }), async (rows, from) => {
      const droppedBefore = new DroppedBefore(each(rows));
      for (let row = from; row < 55; row += 1) expect(await droppedBefore.has(row)).toBe(rows.includes(row));
    }),
  );
});
