import type { Message } from '../../preference/conversation.schema.ts';
import { mixed, wordsOf } from './words.ts';

/** Bytes of a signature: one for each of its functions. */
export const signatureBytes = 128;

// Signed throughout, which is several times as fast.
const multipliers = Int32Array.from({ length: signatureBytes }, (_, at) => mixed(2 * at + 1) | 1);
const offsets = Int32Array.from({ length: signatureBytes }, (_, at) => mixed(0x9e3779b9 * (at + 1)));

/**
 * The MinHash signature of a conversation's pairs of neighbouring words (Broder 1997), of each minimum the last eight bits
 * (b-bit minwise hashing, arXiv 0910.3349): alike in about as many places as the two sets of pairs overlap. Null for a
 * conversation of fewer than two words.
 */
export function signatureOf(messages: readonly Message[]): Uint8Array | null {
  const pairs = new Set<number>();
  for (const { content } of messages) {
    const { hashes } = wordsOf(content);
    for (let at = 1; at < hashes.length; at += 1) {
      pairs.add(mixed(Math.imul(hashes[at - 1] ?? 0, 31) ^ (hashes[at] ?? 0)));
    }
  }
  if (pairs.size === 0) return null;
  const all = Int32Array.from(pairs);
  const signature = new Uint8Array(signatureBytes);
  for (let at = 0; at < signatureBytes; at += 1) {
    const offset = offsets[at] ?? 0;
    const multiplier = multipliers[at] ?? 1;
    let least = 0x7fffffff;
    for (const pair of all) {
      const product = Math.imul(pair ^ offset, multiplier);
      const value = product ^ (product >>> 15);
      if (value < least) least = value;
    }
    signature[at] = least & 0xff;
  }
  return signature;
}

/** How much two sets of pairs overlap (Jaccard), as their signatures tell; eight bits are alike by chance in one of 256. */
export function similarity(one: Uint8Array, other: Uint8Array): number {
  let alike = 0;
  for (let at = 0; at < signatureBytes; at += 1) if (one[at] === other[at]) alike += 1;
  return Math.max(0, (alike / signatureBytes - 1 / 256) / (1 - 1 / 256));
}
