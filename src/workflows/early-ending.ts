import { hasTooManyFailedRows } from '../contract/failed-rows.ts';
import type { Failure, FailureType } from '../contract/failures.ts';
import { patience, patienceAfter } from '../contract/patience.ts';
import type { EarlyEnd } from '../contract/run.ts';
import type { Pause, StopOrder } from '../contract/steering.ts';
import { modelsCalled } from '../contract/usage.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { earlyEndOf, type EndCauses } from './early-end.ts';
import type { Gate } from './gate.ts';
import { tallyOf } from './progress.ts';
import type { ShardWindow } from './shard-window.ts';

/** Pauses that a run which ends early keeps: its person's, and that without which nothing could be published. */
const keptPauses: readonly (FailureType | 'Requested')[] = ['Requested', 'Dataset.WriteFailed'];

/** Brings a run to its end before its last row: its shards write what they have done, and no more starts. */
export class EarlyEnding {
  readonly #gate: Gate;
  readonly #causes: EndCauses = {
    requested: false,
    tooManyFailed: false,
    failure: null,
    isPlanCutShort: false,
  };
  /** Of a request that came before the plan. */
  #order: StopOrder | null = null;
  #run: CarriedRun | undefined;
  #window: ShardWindow | undefined;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  begin(run: CarriedRun, window: ShardWindow): void {
    this.#run = run;
    this.#window = window;
    if (this.#order) this.#stop(this.#order);
  }

  /** By the update "finish". What a pause holds back stays undone: whoever wants it resumes first. */
  request(seconds: number = patience.finishing): void {
    this.#causes.requested = true;
    this.#order = { mayCall: this.#gate.pause === null, patienceSeconds: seconds };
    this.#stop(this.#order);
  }

  failFor(failure: Failure): void {
    this.#causes.failure ??= failure;
    const { usage } = tallyOf({ run: this.#run, window: this.#window });
    this.#stop({ mayCall: false, patienceSeconds: patienceAfter(modelsCalled(usage)) });
  }

  /** Ends a run whose rows fail for other reasons than their own. */
  heed(run: CarriedRun, window: ShardWindow | undefined): void {
    const tally = tallyOf({ run, window });
    if (window?.stop || !hasTooManyFailedRows(tally, run.input.limits.maxFailedRowShare)) return;
    this.#causes.tooManyFailed = true;
    this.#stop({ mayCall: false, patienceSeconds: patience.failing });
  }

  /** Whether a run that ends goes on without what a pause would hold up. */
  passesOver({ reason }: Pause): boolean {
    const stop = this.#window?.stop;
    if (!stop || keptPauses.includes(reason)) return false;
    this.#stop({ ...stop, mayCall: false });
    // The shard that asked has closed its own gate, which only a further opening opens.
    this.#gate.open();
    return true;
  }

  /** Null where a run came to its last row, with pairs. */
  reason(run: CarriedRun): EarlyEnd | null {
    return earlyEndOf(this.#causes, run);
  }

  /** A later order may only be a stricter one; the same once more would start the shards' patience anew. */
  #stop(order: StopOrder): void {
    const [run, window] = [this.#run, this.#window];
    if (!run || !window) return;
    const before = window.stop ?? order;
    const mayCall = before.mayCall && order.mayCall;
    const patienceSeconds = Math.min(before.patienceSeconds, order.patienceSeconds);
    const isNews = mayCall !== window.stop?.mayCall || patienceSeconds !== window.stop.patienceSeconds;
    if (isNews) window.stop = { mayCall, patienceSeconds };
    // Whatever is not written yet is to be written.
    if (isNews || this.#gate.pause) this.#gate.open();
    this.#causes.isPlanCutShort ||= run.next !== null;
    run.shards = [];
    run.next = null;
  }
}
