import { condition } from '@temporalio/workflow';
import type { Failure } from '../contract/failures.ts';
import type { StopOrder } from '../contract/steering.ts';

/** How a shard ends before its last row: as its run orders, or by itself for a failure that will end the run. */
export class EarlyStop {
  #failure: Failure | null = null;
  #order: StopOrder | null;

  constructor(order: StopOrder | null) {
    this.#order = order;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** From here on no row is started. */
  get isComing(): boolean {
    return this.#order !== null;
  }

  mayCall(): boolean {
    return this.#order?.mayCall ?? true;
  }

  follow(order: StopOrder | null): void {
    // The run may not have heard yet of what this shard stops for.
    if (order) this.#order = this.#failure ? { ...order, mayCall: false } : order;
  }

  /** The first failure is the one that is told. */
  failFor(failure: Failure, patienceSeconds: number): void {
    if (this.#failure) return;
    this.#failure = failure;
    this.#order = { patienceSeconds, ...this.#order, mayCall: false };
  }

  /** Resolves once the stop has been ordered and there is nothing left to wait for, or no patience. */
  async untilDue(isQuiet: () => boolean): Promise<void> {
    await condition(() => this.isComing);
    for (;;) {
      const order = this.#order;
      const isNews = await condition(
        () => this.#order !== order || (!this.mayCall() && isQuiet()),
        (order?.patienceSeconds ?? 0) * 1_000,
      );
      if (!isNews || this.#order === order) return;
    }
  }
}
