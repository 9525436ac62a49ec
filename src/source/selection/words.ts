/** A run of letters and digits, or one sign of a script that is written without spaces. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/** Words as they are compared: whatever their case, the spaces and signs between them and the form of characters. */
export interface Words {
  /** A hash of 32 bits for each. */
  hashes: Uint32Array;
  /** In the text, in UTF-16 code units. */
  starts: number[];
  ends: number[];
}

export function wordsOf(text: string): Words {
  const hashes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: found, index } of text.matchAll(word)) {
    hashes.push(hashOf(found.normalize('NFKC').toLowerCase()));
    starts.push(index);
    ends.push(index + found.length);
  }
  return { hashes: Uint32Array.from(hashes), starts, ends };
}

/** FNV-1a over UTF-16 code units, with the bits mixed that it leaves alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** The last step of MurmurHash3: every bit of the number touches every bit of the result. */
export function mixed(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
