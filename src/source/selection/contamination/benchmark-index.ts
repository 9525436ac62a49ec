import { mixed, wordsOf, type Words } from '../words.ts';

/** A text of a benchmark, where it stands. */
export interface BenchmarkText {
  set: string;
  /** Counted from 1, as an editor shows lines. */
  row: number;
  column: string;
  words: number;
}

/** A text that holds much of a benchmark's. */
export interface Contamination {
  text: BenchmarkText;
  /** Of the benchmark's words, which stand in runs of n there too. */
  share: number;
  /** What of the text looked at. */
  span: { start: number; end: number };
}

/** Of texts that share a run of words: one that stands in every question of a benchmark tells of none. */
const mostAlike = 64;

/** Each run of n words of every benchmark text: 24 to 40 bytes each. */
export class BenchmarkIndex {
  readonly #n: number;
  readonly #texts: BenchmarkText[] = [];
  #count = 0;
  /** Two halves of the hash, the text and the place in it. */
  #entries = new Uint32Array(4 * 1_024);
  #slots = new Uint32Array(2 * 1_024);

  constructor(n: number) {
    this.#n = n;
  }

  get runs(): number {
    return this.#count;
  }

  /** A text shorter than a run counts as one of its own length, which only a text of just these words has. */
  add(place: Omit<BenchmarkText, 'words'>, text: string): void {
    const words = wordsOf(text);
    const index = this.#texts.push({ ...place, words: words.hashes.length }) - 1;
    for (const { high, low, at } of this.#runsOf(words)) this.#insert(high, low, index, at);
  }

  /** The benchmark text that most is found of, where it is at least the given share. */
  find(text: string, threshold: number): Contamination | undefined {
    const words = wordsOf(text);
    const found = new Map<number, { covered: Set<number>; first: number; last: number }>();
    for (const { high, low, at, length } of this.#runsOf(words)) {
      for (const { index, place } of this.#matching(high, low)) {
        const before = found.get(index) ?? { covered: new Set(), first: at, last: at };
        for (let word = place; word < place + length; word += 1) before.covered.add(word);
        before.last = at + length - 1;
        found.set(index, before);
      }
    }
    let best: Contamination | undefined;
    for (const [index, { covered, first, last }] of found) {
      const benchmark = this.#texts[index];
      if (!benchmark) continue;
      const share = covered.size / benchmark.words;
      if (share < threshold || (best && best.share >= share)) continue;
      const span = { start: words.starts[first] ?? 0, end: words.ends[last] ?? text.length };
      best = { text: benchmark, share, span };
    }
    return best;
  }

  *#runsOf({ hashes }: Words): Generator<{ high: number; low: number; at: number; length: number }> {
    if (hashes.length === 0) return;
    const length = Math.min(this.#n, hashes.length);
    for (let at = 0; at + length <= hashes.length; at += 1) {
      let high = length;
      let low = 0x51ed270b;
      for (let word = at; word < at + length; word += 1) {
        high = Math.imul(high ^ (hashes[word] ?? 0), 0x01000193);
        low = Math.imul(low + (hashes[word] ?? 0), 0x85ebca6b) ^ (low >>> 13);
      }
      yield { high: mixed(high), low: mixed(low), at, length };
    }
  }

  *#matching(high: number, low: number): Generator<{ index: number; place: number }> {
    for (
      let slot = low % this.#slots.length;
      this.#slots[slot] !== 0;
      slot = (slot + 1) % this.#slots.length
    ) {
      const entry = 4 * ((this.#slots[slot] ?? 1) - 1);
      if (this.#entries[entry] === high && this.#entries[entry + 1] === low) {
        yield { index: this.#entries[entry + 2] ?? 0, place: this.#entries[entry + 3] ?? 0 };
      }
    }
  }

  #insert(high: number, low: number, index: number, place: number): void {
    if (4 * this.#count === this.#entries.length) this.#grow();
    let alike = 0;
    let slot = low % this.#slots.length;
    while (this.#slots[slot] !== 0) {
      const entry = 4 * ((this.#slots[slot] ?? 1) - 1);
      if (this.#entries[entry] === high && this.#entries[entry + 1] === low) alike += 1;
      if (alike >= mostAlike) return;
      slot = (slot + 1) % this.#slots.length;
    }
    this.#entries.set([high, low, index, place], 4 * this.#count);
    this.#count += 1;
    this.#slots[slot] = this.#count;
  }

  #grow(): void {
    const entries = new Uint32Array(2 * this.#entries.length);
    entries.set(this.#entries);
    this.#entries = entries;
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let entry = 0; entry < this.#count; entry += 1) {
      let slot = (entries[4 * entry + 1] ?? 0) % this.#slots.length;
      while (this.#slots[slot] !== 0) slot = (slot + 1) % this.#slots.length;
      this.#slots[slot] = entry + 1;
    }
  }
}
