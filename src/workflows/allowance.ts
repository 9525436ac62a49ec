import { noiseUsd } from '../contract/cost.ts';

/** A part of an allowance that one call asks for, takes when it starts, and gives back when it ends. */
export interface AllowanceShare {
  isCovered(): boolean;
  during<Result>(call: () => Promise<Result>): Promise<Result>;
  /** When the call is over, or given up. */
  withdraw(): void;
}

/**
 * What a shard may spend of its run's budget. A call starts only if all calls in flight, each at its dearest, stay
 * inside; so it is passed only where a call costs more than was thought possible.
 */
export class Allowance {
  /** In dollars over the shard's whole life; null for no bound. */
  allowedUsd: number | null;
  callsInFlight = 0;
  #spentUsd = 0;
  #reservedUsd = 0;
  readonly #asking = new Map<AllowanceShare, number>();

  constructor(allowedUsd: number | null) {
    this.allowedUsd = allowedUsd;
  }

  /** Returns whether the run waits to hear of it: it was lowered, or raised by less than the next call needs. */
  set(allowedUsd: number | null): boolean {
    const isLowered = (allowedUsd ?? Infinity) < (this.allowedUsd ?? Infinity);
    const isChanged = allowedUsd !== this.allowedUsd;
    this.allowedUsd = allowedUsd;
    return isLowered || (isChanged && this.neededUsd() !== null);
  }

  spend(usd: number): void {
    this.#spentUsd += usd;
  }

  /** What is spent, and what the calls in flight cost at their dearest. */
  committedUsd(): number {
    return this.#spentUsd + this.#reservedUsd;
  }

  /** The allowance with which the next call could start; null where none waits for more. */
  neededUsd(): number | null {
    const waiting = this.#waiting();
    return waiting.length === 0 ? null : this.committedUsd() + Math.min(...waiting);
  }

  /** The allowance with which every call that waits could start; null where none waits for more. */
  wantedUsd(): number | null {
    const waiting = this.#waiting();
    return waiting.length === 0 ? null : waiting.reduce((sum, usd) => sum + usd, this.committedUsd());
  }

  /** Asks for what a call costs at most. */
  ask(mostUsd: number): AllowanceShare {
    const share: AllowanceShare = {
      isCovered: () => this.#covers(mostUsd),
      during: async (call) => {
        this.#asking.delete(share);
        this.#reservedUsd += mostUsd;
        this.callsInFlight += 1;
        try {
          return await call();
        } catch (error) {
          this.#asking.set(share, mostUsd);
          throw error;
        } finally {
          this.#reservedUsd -= mostUsd;
          this.callsInFlight -= 1;
        }
      },
      withdraw: () => this.#asking.delete(share),
    };
    this.#asking.set(share, mostUsd);
    return share;
  }

  #waiting(): number[] {
    return [...this.#asking.values()].filter((mostUsd) => !this.#covers(mostUsd));
  }

  /** What costs nothing, or nothing that is known, needs no allowance. */
  #covers(mostUsd: number): boolean {
    if (mostUsd === 0 || this.allowedUsd === null) return true;
    return this.committedUsd() + mostUsd <= this.allowedUsd + noiseUsd;
  }
}
