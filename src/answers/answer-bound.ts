import type { AnswerStore } from './answer-store.ts';

const minute = 60_000;
/** What is left after a sweep, so that not every answer brings the next one. */
const shareLeft = 0.9;

/** Keeps a store inside its size: the oldest answers go first. */
export class AnswerBound {
  readonly #store: AnswerStore;
  readonly #mostBytes: number;
  readonly #failed: (error: unknown) => void;
  #unswept = 0;
  #sweeping: Promise<void> | undefined;

  constructor(store: AnswerStore, mostBytes: number, failed: (error: unknown) => void) {
    this.#store = store;
    this.#mostBytes = mostBytes;
    this.#failed = failed;
  }

  /** Told of what this process writes; looks over the whole store when that could have filled it. */
  count(bytes: number): void {
    this.#unswept += bytes;
    if (this.#unswept > this.#mostBytes * (1 - shareLeft)) this.sweepBeside();
  }

  /** Returns at once. */
  sweepBeside(): void {
    if (this.#sweeping) return;
    this.#unswept = 0;
    this.#sweeping = sweep(this.#store, this.#mostBytes)
      .catch(this.#failed)
      .finally(() => (this.#sweeping = undefined));
  }

  /** Until no sweep is under way. */
  async settled(): Promise<void> {
    await this.#sweeping;
  }
}

/**
 * Lets go of the oldest answers where a store has outgrown `mostBytes`. Sizes are summed by the minute, so that what is
 * held in memory grows with a store's age and not with its answers.
 */
export async function sweep({ storage }: AnswerStore, mostBytes: number): Promise<void> {
  const bytesByMinute = new Map<number, number>();
  let excess = -mostBytes;
  for await (const { bytes, modifiedAt } of storage.list('')) {
    const at = Math.floor(modifiedAt / minute);
    bytesByMinute.set(at, (bytesByMinute.get(at) ?? 0) + bytes);
    excess += bytes;
  }
  if (excess <= 0) return;
  excess += mostBytes * (1 - shareLeft);
  let keptFrom = -Infinity;
  for (const [at, bytes] of [...bytesByMinute].sort(([first], [second]) => first - second)) {
    if (excess <= 0) break;
    excess -= bytes;
    keptFrom = at + 1;
  }
  await removeOlder(storage, keptFrom * minute);
}

/** Removes what was kept before a time, in milliseconds since 1970; returns how many files that were. */
export async function removeOlder(storage: AnswerStore['storage'], before: number): Promise<number> {
  let removed = 0;
  for await (const { path, modifiedAt } of storage.list('')) {
    if (modifiedAt >= before) continue;
    await storage.remove(path);
    removed += 1;
  }
  return removed;
}
