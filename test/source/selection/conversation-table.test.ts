import { expect, test } from 'vitest';
import { ConversationTable } from '../../../src/source/selection/conversation-table.ts';
import { HashList, readHashes } from '../../../src/source/selection/hash-file.ts';
import { drawFrom } from '../draw.ts';

test('the first row of a conversation stays, also for a hash of zeros', () => {
  const table = new ConversationTable();
  for (const hash of [
    { high: 0, low: 0 },
    { high: 7, low: 0 },
    { high: 0, low: 7 },
  ]) {
    expect(table.rowOf(hash)).toBeUndefined();
    table.add(hash, 3);
    table.add(hash, 4);
    expect(table.rowOf(hash)).toBe(3);
  }
});

test('as many as there are, written and read again, are all found, and no others', async () => {
  const draw = drawFrom(1);
  // Few different low halves: most meet others on their way.
  const hashes = Array.from({ length: 20_000 }, (_, at) => ({ high: at, low: draw.between(0, 500) * 1_024 }));
  const list = new HashList();
  hashes.forEach((hash, row) => list.add(hash, row));
  const table = new ConversationTable();
  await readHashes(cutAnywhere(Buffer.concat([...list.chunks()])), table);
  expect(hashes.every((hash, row) => table.rowOf(hash) === row)).toBe(true);
  expect(hashes.some(({ high, low }) => table.rowOf({ high, low: low + 1 }) !== undefined)).toBe(false);
});

/** As a disk or a network may hand it on. */
async function* cutAnywhere(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 9_973) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}
