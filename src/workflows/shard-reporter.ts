import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Tally } from '../contract/run.ts';
import { pauseRunSignal, shardProgressSignal, type PauseRequest } from '../contract/steering.ts';
import { addTallies, emptyTally } from '../contract/tally.ts';
import { alongside } from './alongside.ts';

/** A report goes out after this many rows, or after this long if anything changed: progress is never staler. */
const rowsPerReport = 8;
const longestSilence = '4 seconds';

/** Counts what a shard does and tells its run, a few times a minute rather than once a row. */
export class ShardReporter {
  tally: Tally = emptyTally();
  #inFlight = 0;
  #rowsReported = 0;
  #changed = false;
  readonly #pauses: PauseRequest[] = [];
  readonly #shard: number;
  readonly #runWorkflowId: string | undefined;

  constructor(shard: number, runWorkflowId: string | undefined) {
    this.#shard = shard;
    this.#runWorkflowId = runWorkflowId;
  }

  add(tally: Tally): void {
    this.tally = addTallies(this.tally, tally);
    this.#changed = true;
  }

  /** Asks the run, with the next report, which is at once, to pause. */
  askForPause(request: PauseRequest): void {
    this.#pauses.push(request);
  }

  async countRow<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#inFlight += 1;
    this.#changed = true;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** Reports while `work` goes on; its result is the last report. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    return await alongside(() => this.#keepReporting(), work);
  }

  async #keepReporting(): Promise<void> {
    if (this.#runWorkflowId === undefined) return;
    const run = getExternalWorkflowHandle(this.#runWorkflowId);
    for (;;) {
      await condition(() => this.#changed || this.#pauses.length > 0);
      await condition(() => this.#isUrgent(), longestSilence);
      for (const request of this.#pauses.splice(0)) await run.signal(pauseRunSignal, request);
      this.#changed = false;
      this.#rowsReported = this.tally.rows;
      await run.signal(shardProgressSignal, {
        shard: this.#shard,
        inFlight: this.#inFlight,
        tally: this.tally,
      });
    }
  }

  #isUrgent(): boolean {
    return this.#pauses.length > 0 || this.tally.rows - this.#rowsReported >= rowsPerReport;
  }
}
