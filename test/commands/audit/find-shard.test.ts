import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findShard } from '../../../src/commands/audit/recorded-calls.ts';

test('the shard of a row is found among any number of them, with a few looks', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 500 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat({ max: 25_000 }), async (rowsInShards, row) => {
      let first = 0;
      // Rows between shards are in none, as where some are drawn.
      const shards = rowsInShards.map((rows) => {
        const shard = { firstRow: first, lastRow: first + rows - 1 };
        first += rows + (rows % 3);
        return shard;
      });
      let looks = 0;
      const found = await findShard((index) => {
        looks += 1;
        return Promise.resolve(shards[index]);
      }, row);
      const wanted = shards.findIndex(({ firstRow, lastRow }) => firstRow <= row && row <= lastRow);
      expect(found ?? -1).toBe(wanted);
      expect(looks).toBeLessThanOrEqual(25);
    }),
  );
});

test('of a run whose shards are not there any more there is none', async () => {
  expect(await findShard(() => Promise.resolve(undefined), 0)).toBeUndefined();
});
