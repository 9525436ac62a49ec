import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../../src/preference/conversation.schema.ts';
import { signatureBytes, signatureOf, similarity } from '../../../src/source/selection/minhash.ts';
import { readSignatures, SignatureList } from '../../../src/source/selection/signature-file.ts';
import { SignatureTable } from '../../../src/source/selection/signature-table.ts';

const said = (content: string): Message[] => [{ role: 'user', content }];
const words = fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 40, maxLength: 120 });

/** What the signature estimates. */
function overlap(one: string[], other: string[]): number {
  const pairs = (list: string[]) => new Set(list.slice(1).map((word, at) => `${list[at] ?? ''} ${word}`));
  const [a, b] = [pairs(one), pairs(other)];
  const common = [...a].filter((pair) => b.has(pair)).length;
  return common / (a.size + b.size - common);
}

test('a conversation of less than two words is like no other', () => {
  expect(signatureOf(said('Hi!'))).toBeNull();
  expect(signatureOf(said(''))).toBeNull();
});

test('case, spaces, signs and forms of characters make no difference', () => {
  const one = signatureOf(said('Name a tree, please: grün'));
  const other = signatureOf(said('  NAME a\n tree — please   gru\u0308n!'));
  expect(one).not.toBeNull();
  expect(similarity(one!, other!)).toBe(1);
});

test('signatures tell how much two conversations have in common', () => {
  fc.assert(
    fc.property(words, words, fc.double({ min: 0, max: 1, noNaN: true }), (one, rest, kept) => {
      const other = [...one.slice(0, Math.floor(one.length * kept)), ...rest];
      const told = similarity(signatureOf(said(one.join(' ')))!, signatureOf(said(other.join(' ')))!);
      // Five times the deviation of a mean of 128 draws.
      expect(Math.abs(told - overlap(one, other))).toBeLessThan(0.23);
    }),
    { seed: 7 },
  );
});

test('of what is more alike than asked every one is found, the first of several', () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 3, maxLength: 12 }), (all) => {
      const table = new SignatureTable();
      for (const [row, one] of all.entries()) table.add(signatureOf(said(one.join(' ')))!, row);
      for (const [row, one] of all.entries()) {
        const found = table.find(signatureOf(said(`${one.join(' ')} oak`))!, 0.8);
        expect(found?.row).toBeLessThanOrEqual(row);
      }
    }),
    { seed: 7 },
  );
});

test('the table keeps what it has when it grows', () => {
  const table = new SignatureTable();
  const text = (row: number) =>
    said(`tree number ${row} of the ${row * 7} in wood ${row * 13} by river ${row * 3}`);
  for (let row = 0; row < 1_100; row += 1) table.add(signatureOf(text(row))!, row);
  for (const row of [0, 1_023, 1_024, 1_099]) {
    expect(table.find(signatureOf(text(row))!, 0.95)).toEqual({ row, similarity: 1 });
  }
});

test('signatures are read again as they were kept, however their bytes are cut', async () => {
  const list = new SignatureList();
  const text = (row: number) =>
    said(`tree ${row} of ${row * 7} in wood ${row * 13} by river ${row * 3} and lake ${row * 5}`);
  for (let row = 0; row < 2_500; row += 1) list.add(signatureOf(text(row))!, row);
  const bytes = Buffer.concat([...list.chunks()]);
  expect(bytes.length).toBe(2_500 * (4 + signatureBytes));
  const table = new SignatureTable();
  await readSignatures(cut(bytes), table);
  for (const row of [0, 999, 1_000, 2_499]) {
    expect(table.find(signatureOf(text(row))!, 0.95)).toEqual({ row, similarity: 1 });
  }
});

async function* cut(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50_001)
    yield await Promise.resolve(bytes.subarray(at, at + 50_001));
}
