import { condition, setCurrentDetails, sleep } from '@temporalio/workflow';
import { writtenUsd } from '../contract/cost.ts';
import { hasTooManyFailedRows } from '../contract/failed-rows.ts';
import { lastDrops } from '../contract/last-drops.ts';
import type { RunBounds, ShardReport } from '../contract/run.ts';
import { withSample } from '../contract/run-tempo.ts';
import type { GateState, Pause, Progress, RunState, ShardProgress } from '../contract/steering.ts';
import { addTallies } from '../contract/tally.ts';
import { modelsCalled } from '../contract/usage.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { runDetails } from './current-details.ts';
import { Gate } from './gate.ts';
import { progressOf, tallyOf } from './progress.ts';
import { ShardWindow } from './shard-window.ts';

const betweenLooks = '30 seconds';

/** A run as it is steered and watched, from before its plan to its end. */
export class SteeredRun {
  readonly gate: Gate;
  #state: RunState = 'planning';
  #carried: CarriedRun | undefined;
  #window: ShardWindow | undefined;
  /** By updates, which may come before the plan. */
  #changes: Partial<RunBounds> = {};

  constructor(gate: GateState) {
    this.gate = new Gate(gate);
  }

  /** Goes on with what was planned, or carried over. */
  begin(carried: CarriedRun): ShardWindow {
    carried.bounds = { ...carried.bounds, ...this.#changes };
    this.#carried = carried;
    this.#window = new ShardWindow(carried, this.gate);
    this.enter('running');
    return this.#window;
  }

  enter(state: RunState): void {
    this.#state = state;
    this.show();
  }

  progress(): Progress {
    return progressOf({
      state: this.#state,
      gate: this.gate,
      run: this.#carried,
      window: this.#window,
      changes: this.#changes,
    });
  }

  pause(pause: Pause): Progress {
    this.gate.close(pause);
    return this.show();
  }

  resume(): Progress {
    this.gate.open();
    return this.show();
  }

  change(bounds: Partial<RunBounds>): Progress {
    this.#changes = { ...this.#changes, ...bounds };
    if (this.#carried) this.#carried.bounds = { ...this.#carried.bounds, ...bounds };
    if (bounds.budgetUsd !== undefined && this.gate.pause?.reason === 'Budget.Exceeded') this.gate.open();
    return this.show();
  }

  /** Takes in how far a running shard is. */
  hear(report: ShardProgress): void {
    if (!this.#carried || !this.#window) return;
    this.#window.report(report);
    this.#carried.lastDrops = lastDrops(...this.#carried.lastDrops, ...report.drops);
    this.#stopIfTooManyFailed();
    this.show();
  }

  /** Takes in what an ended shard made. */
  add(index: number, { tally, parts, drops }: ShardReport): void {
    if (!this.#carried) return;
    this.#carried.tally = addTallies(this.#carried.tally, tally);
    this.#carried.partsByShard[index] = parts;
    this.#carried.lastDrops = lastDrops(...this.#carried.lastDrops, ...drops);
    this.#stopIfTooManyFailed();
    this.show();
  }

  /** By `<provider>/<model id>`. */
  modelsAnswered(): string[] {
    return modelsCalled(tallyOf({ run: this.#carried, window: this.#window }).usage);
  }

  /** After anything that changed how the run stands. */
  show(): Progress {
    this.#keepInBudget();
    this.#takeSample();
    const progress = this.progress();
    setCurrentDetails(runDetails(progress));
    return progress;
  }

  /** Ends a run whose rows fail for other reasons than their own: its shards write what is done, and no more starts. */
  #stopIfTooManyFailed(): void {
    const [run, window] = [this.#carried, this.#window];
    if (!run || !window || window.stop) return;
    const tally = tallyOf({ run, window });
    if (!hasTooManyFailedRows(tally, run.input.limits.maxFailedRowShare)) return;
    window.stop = true;
    this.gate.open();
    run.shards = [];
    run.next = null;
  }

  #keepInBudget(): void {
    const lackingUsd = this.#window?.lackingUsd();
    if (lackingUsd === undefined) return;
    const { usd, budgetUsd } = this.progress().cost;
    this.gate.close({
      reason: 'Budget.Exceeded',
      message:
        `the budget of ${writtenUsd(budgetUsd ?? 0)} leaves no room for another call: ${writtenUsd(usd)} is spent, and ` +
        `the next may cost ${writtenUsd(lackingUsd)} more than is left. Raise it with the update "setBudget"`,
    });
  }

  /** Looks again while rows come in, so that a run whose rows stop coming does not go on showing its old rate. */
  async keepCurrent(): Promise<void> {
    for (;;) {
      await condition(() => this.progress().rate.callsPerMinute > 0);
      await sleep(betweenLooks);
      this.show();
    }
  }

  #takeSample(): void {
    if (!this.#carried) return;
    const { rows, usage } = tallyOf({ run: this.#carried, window: this.#window });
    const calls = Object.values(usage).reduce((sum, used) => sum + used.calls, 0);
    this.#carried.tempo = withSample(this.#carried.tempo, { at: Date.now(), rows, calls });
  }
}
