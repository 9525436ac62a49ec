import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

/** Reads a stream to its end and remembers its last lines. */
export class LastLines {
  readonly #lines: string[] = [];

  constructor(stream: Readable, count: number) {
    createInterface({ input: stream }).on('line', (line) => {
      this.#lines.push(line);
      if (this.#lines.length > count) this.#lines.shift();
    });
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
