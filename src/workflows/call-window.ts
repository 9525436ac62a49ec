import { limits } from '../contract/limits.ts';

/**
 * Keeps one workflow's activities in flight inside what a Temporal server takes: their number (buffered events) and
 * the bytes of their inputs (one workflow task's commands). Calls start in the order they asked.
 */
export class CallWindow {
  #calls = 0;
  #bytes = 0;
  readonly #waiting: { bytes: number; start: () => void }[] = [];

  async run<Result>(bytes: number, call: () => Promise<Result>): Promise<Result> {
    await this.#enter(bytes);
    try {
      return await call();
    } finally {
      this.#leave(bytes);
    }
  }

  async #enter(bytes: number): Promise<void> {
    if (this.#waiting.length > 0 || !this.#fits(bytes)) {
      await new Promise<void>((start) => this.#waiting.push({ bytes, start }));
      return;
    }
    this.#take(bytes);
  }

  #leave(bytes: number): void {
    this.#calls -= 1;
    this.#bytes -= bytes;
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#take(next.bytes);
      next.start();
    }
  }

  #take(bytes: number): void {
    this.#calls += 1;
    this.#bytes += bytes;
  }

  /** A call larger than the window goes alone. */
  #fits(bytes: number): boolean {
    if (this.#calls === 0) return true;
    return this.#calls < limits.callsInFlight && this.#bytes + bytes <= limits.callBytesInFlight;
  }
}
