import { signatureBytes } from './minhash.ts';
import type { SignatureTable } from './signature-table.ts';
import { wholeEntries } from './whole-entries.ts';

const bytesPerEntry = 4 + signatureBytes;
const entriesPerChunk = 1_000;

/** Signatures with their rows, in the order they were added, as planning keeps them for its next page. */
export class SignatureList {
  readonly #chunks: Buffer[] = [];
  #used = entriesPerChunk;

  add(signature: Uint8Array, row: number): void {
    if (this.#used === entriesPerChunk) {
      this.#chunks.push(Buffer.alloc(entriesPerChunk * bytesPerEntry));
      this.#used = 0;
    }
    const at = this.#used * bytesPerEntry;
    const chunk = this.#chunks.at(-1);
    chunk?.writeUInt32LE(row, at);
    chunk?.set(signature, at + 4);
    this.#used += 1;
  }

  *chunks(): Generator<Buffer> {
    for (const [index, chunk] of this.#chunks.entries()) {
      yield index === this.#chunks.length - 1 ? chunk.subarray(0, this.#used * bytesPerEntry) : chunk;
    }
  }
}

export async function readSignatures(chunks: AsyncIterable<Buffer>, table: SignatureTable): Promise<void> {
  for await (const bytes of wholeEntries(chunks, bytesPerEntry)) {
    for (let at = 0; at < bytes.length; at += bytesPerEntry) {
      table.add(bytes.subarray(at + 4, at + bytesPerEntry), bytes.readUInt32LE(at));
    }
  }
}
