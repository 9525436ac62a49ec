import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { buffer } from 'node:stream/consumers';
import type { ByteRange, Storage } from '../../storage/storage.ts';

/** A stored file as the `Blob` that a client asks for, read only as far as it is used. */
export class StoredBlob extends Blob {
  override readonly size: number;
  readonly #storage: Storage;
  readonly #path: string;
  readonly #range: ByteRange;

  constructor(storage: Storage, path: string, range: ByteRange) {
    super([]);
    this.#storage = storage;
    this.#path = path;
    this.#range = range;
    this.size = range.end - range.start;
  }

  override slice(start = 0, end = this.size): StoredBlob {
    const from = this.#range.start;
    const range = { start: from + Math.min(start, this.size), end: from + Math.min(end, this.size) };
    return new StoredBlob(this.#storage, this.#path, range);
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await buffer(this.#read());
    return new Uint8Array(bytes).buffer;
  }

  override async text(): Promise<string> {
    return (await buffer(this.#read())).toString('utf8');
  }

  override stream(): ReadableStream {
    const chunks = this.#read()[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const next = await chunks.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        },
        async cancel() {
          await chunks.return?.();
        },
      },
      { highWaterMark: 0 },
    );
  }

  #read(): AsyncIterable<Buffer> {
    return this.size === 0 ? Readable.from([]) : this.#storage.read(this.#path, this.#range);
  }
}
