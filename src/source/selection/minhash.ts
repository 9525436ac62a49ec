import type { Message } from '../../preference/conversation.schema.ts';
import { mixed, wordsOf } from './words.ts';

/** Bytes of a signature: one for each of its functions. */
export const signatureBytes = 128;

const multipliers = Uint32Array.from({ length: signatureBytes }, (_, at) => mixed(2 * at + 1) | 1);
const offsets = Uint32Array.from({ length: signatureBytes }, (_, at) => mixed(0x9e3779b9 * (at + 1)));

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
  const least = new Uint32Array(signatureBytes).fill(0xffffffff);
  for (const pair of pairs) {
    for (let at = 0; at < signatureBytes; at += 1) {
      let value = Math.imul(pair ^ (offsets[at] ?? 0), multipliers[at] ?? 1);
      value = (value ^ (value >>> 15)) >>> 0;
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  return Uint8Array.from(least, (value) => value & 0xff);
}

/** How much two sets of pairs overlap (Jaccard), as their signatures tell; eight bits are alike by chance in one of 256. */
export function similarity(one: Uint8Array, other: Uint8Array): number {
  let alike = 0;
  for (let at = 0; at < signatureBytes; at += 1) if (one[at] === other[at]) alike += 1;
  return Math.max(0, (alike / signatureBytes - 1 / 256) / (1 - 1 / 256));
}
