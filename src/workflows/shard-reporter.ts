import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Failure } from '../contract/failures.ts';
import { lastDrops, type LastDrop } from '../contract/last-drops.ts';
import {
  pauseRunSignal,
  shardProgressSignal,
  type PauseRequest,
  type ShardProgress,
} from '../contract/steering.ts';
import { addTallies, emptyTally, type Tally } from '../contract/tally.ts';
import { alongside } from './alongside.ts';
import type { Allowance } from './allowance.ts';
import type { CallsInTrouble } from './calls-in-trouble.ts';
import type { Gate } from './gate.ts';

/** A report goes out after this many rows, or after this long if anything changed: progress is never staler. */
const rowsPerReport = 8;
const longestSilence = '4 seconds';

/** Counts what a shard does and tells its run, a few times a minute rather than once a row. */
export class ShardReporter {
  tally: Tally = emptyTally();
  rowsInFlight = 0;
  #drops: LastDrop[] = [];
  #changed = false;
  #isAwaited = false;
  #failure: Failure | null = null;
  #reported: Pick<ShardProgress, 'neededUsd' | 'callsInFlight' | 'drained' | 'failure'> & {
    rows: number;
  };
  readonly #pauses: PauseRequest[] = [];
  readonly #shard: number;
  readonly #runWorkflowId: string | undefined;
  readonly #gate: Gate;
  readonly #allowance: Allowance;
  readonly #inTrouble: CallsInTrouble;

  constructor(
    shard: number,
    runWorkflowId: string | undefined,
    { gate, allowance, inTrouble }: { gate: Gate; allowance: Allowance; inTrouble: CallsInTrouble },
  ) {
    this.#shard = shard;
    this.#runWorkflowId = runWorkflowId;
    this.#gate = gate;
    this.#allowance = allowance;
    this.#inTrouble = inTrouble;
    this.#reported = {
      neededUsd: null,
      callsInFlight: 0,
      drained: null,
      failure: null,
      rows: 0,
    };
  }

  add(tally: Tally): void {
    this.tally = addTallies(this.tally, tally);
    this.#changed = true;
  }

  addDrop(drop: LastDrop): void {
    this.#drops = lastDrops(...this.#drops, drop);
  }

  /** Those that no report has told yet. */
  takeDrops(): LastDrop[] {
    const drops = this.#drops;
    this.#drops = [];
    return drops;
  }

  /** Asks the run, with the next report, which is at once, to pause. */
  askForPause(request: PauseRequest): void {
    this.#pauses.push(request);
  }

  noteTrouble(): void {
    this.#changed = true;
  }

  /** Tells the run at once, so that it stops the other shards too. */
  tellFailure(failure: Failure): void {
    this.#failure ??= failure;
  }

  /** Reports at once, since the run waits to hear that its orders have arrived. */
  acknowledge(): void {
    this.#isAwaited = true;
  }

  async countRow<Result>(work: () => Promise<Result>): Promise<Result> {
    this.rowsInFlight += 1;
    this.#changed = true;
    try {
      return await work();
    } finally {
      this.rowsInFlight -= 1;
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
      await condition(() => this.#changed || this.#isStarved() || this.#isUrgent());
      await condition(() => this.#isUrgent(), longestSilence);
      for (const request of this.#pauses.splice(0)) await run.signal(pauseRunSignal, request);
      await run.signal(shardProgressSignal, this.#report());
    }
  }

  #report(): ShardProgress {
    const report = {
      shard: this.#shard,
      inFlight: this.rowsInFlight,
      tally: this.tally,
      drops: this.takeDrops(),
      failure: this.#failure,
      retrying: this.#inTrouble.retrying(),
      ...this.#standing(),
    };
    this.#changed = false;
    this.#isAwaited = false;
    this.#reported = { ...report, rows: this.tally.rows };
    return report;
  }

  #standing() {
    const { callsInFlight } = this.#allowance;
    return {
      callsInFlight,
      drained: this.#gate.pause && callsInFlight === 0 ? this.#gate.state.openings : null,
      allowanceUsd: this.#allowance.allowedUsd,
      committedUsd: this.#allowance.committedUsd(),
      neededUsd: this.#allowance.neededUsd(),
      wantedUsd: this.#allowance.wantedUsd(),
    };
  }

  /** Says so again and again, until it gets more or the run pauses: nothing else would happen here. */
  #isStarved(): boolean {
    return this.#gate.pause === null && this.#allowance.neededUsd() !== null;
  }

  /** What the run must know at once, because it waits for it or is waited for. */
  #isUrgent(): boolean {
    const { neededUsd, callsInFlight, drained } = this.#standing();
    const lacks = neededUsd !== null && neededUsd > (this.#reported.neededUsd ?? 0);
    const hasRunDry = neededUsd !== null && callsInFlight === 0 && this.#reported.callsInFlight > 0;
    return (
      this.#pauses.length > 0 ||
      this.tally.rows - this.#reported.rows >= rowsPerReport ||
      (drained !== null && drained !== this.#reported.drained) ||
      this.#isAwaited ||
      this.#failure !== this.#reported.failure ||
      lacks ||
      hasRunDry
    );
  }
}
