import { signatureBytes } from './minhash.ts';
import type { SignatureTable } from './signature-table.ts';

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
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % bytesPerEntry);
    for (let at = 0; at < whole; at += bytesPerEntry) {
      table.add(bytes.subarray(at + 4, at + bytesPerEntry), bytes.readUInt32LE(at));
    }
    rest = bytes.subarray(whole);
  }
}
