import type { ConversationHash } from './conversation-hash.ts';
import type { ConversationTable } from './conversation-table.ts';
import { wholeEntries } from './whole-entries.ts';

const bytesPerEntry = 12;
const entriesPerChunk = 5_000;

/** Hashes with their rows, in the order they were added, in a growing list of numbers. */
export class HashList {
  #words = new Uint32Array(3 * 1_024);
  #length = 0;

  add({ high, low }: ConversationHash, row: number): void {
    if (this.#length + 3 > this.#words.length) {
      const longer = new Uint32Array(this.#words.length * 2);
      longer.set(this.#words);
      this.#words = longer;
    }
    this.#words.set([high, low, row], this.#length);
    this.#length += 3;
  }

  *chunks(): Generator<Buffer> {
    const step = entriesPerChunk * 3;
    for (let at = 0; at < this.#length; at += step) {
      const end = Math.min(at + step, this.#length);
      const chunk = Buffer.alloc((end - at) * 4);
      for (let word = at; word < end; word += 1) chunk.writeUInt32LE(this.#words[word] ?? 0, (word - at) * 4);
      yield chunk;
    }
  }
}

/** Adds what such chunks hold to a table, however they were cut on their way. */
export async function readHashes(chunks: AsyncIterable<Buffer>, table: ConversationTable): Promise<void> {
  for await (const bytes of wholeEntries(chunks, bytesPerEntry)) {
    for (let at = 0; at < bytes.length; at += bytesPerEntry) {
      const hash = { high: bytes.readUInt32LE(at), low: bytes.readUInt32LE(at + 4) };
      table.add(hash, bytes.readUInt32LE(at + 8));
    }
  }
}
