import { condition, setCurrentDetails, sleep } from '@temporalio/workflow';
import { writtenUsd } from '../contract/cost.ts';
import type { Failure } from '../contract/failures.ts';
import { lastDrops } from '../contract/last-drops.ts';
import type { EarlyEnd, RunBounds, ShardReport } from '../contract/run.ts';
import { mergeRetriedCalls, type FailedAttempt } from '../contract/retried-calls.ts';
import { withSample } from '../contract/run-tempo.ts';
import type {
  GateState,
  Pause,
  PauseRequest,
  Progress,
  RunState,
  ShardProgress,
  Unpublished,
} from '../contract/steering.ts';
import { addTallies } from '../contract/tally.ts';
import { modelsCalled } from '../contract/usage.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { CallsInTrouble } from './calls-in-trouble.ts';
import { runDetails } from './current-details.ts';
import { EarlyEnding } from './early-ending.ts';
import { Gate } from './gate.ts';
import { progressOf, tallyOf } from './progress.ts';
import { ShardWindow } from './shard-window.ts';

const betweenLooks = '30 seconds';

/** A run as it is steered and watched, from before its plan to its end. */
export class SteeredRun {
  readonly gate: Gate;
  /** The questions before the rows; the calls of rows are their shards'. */
  readonly inTrouble = new CallsInTrouble();
  #state: RunState = 'planning';
  #carried: CarriedRun | undefined;
  #window: ShardWindow | undefined;
  /** By updates, which may come before the plan. */
  #changes: Partial<RunBounds> = {};
  readonly #ending: EarlyEnding;

  constructor(gate: GateState) {
    this.gate = new Gate(gate);
    this.#ending = new EarlyEnding(this.gate);
  }

  /** Goes on with what was planned, or carried over. */
  begin(carried: CarriedRun): ShardWindow {
    carried.bounds = { ...carried.bounds, ...this.#changes };
    this.#carried = carried;
    this.#window = new ShardWindow(carried, this.gate);
    this.#ending.begin(carried, this.#window);
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
      retrying: mergeRetriedCalls([...this.inTrouble.retrying(), ...(this.#window?.retrying() ?? [])]),
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

  /** Goes on by itself where a pause tells until when, unless it was resumed or paused otherwise before. */
  async keepTime(): Promise<void> {
    for (;;) {
      await condition(() => this.gate.pause?.until !== undefined);
      const { pause } = this.gate;
      const left = Date.parse(pause?.until ?? '') - Date.now();
      const isOver = !(await condition(() => this.gate.pause !== pause, Math.max(1, left)));
      if (isOver) this.resume();
    }
  }

  change(bounds: Partial<RunBounds>): Progress {
    this.#changes = { ...this.#changes, ...bounds };
    if (this.#carried) this.#carried.bounds = { ...this.#carried.bounds, ...bounds };
    if (bounds.budgetUsd !== undefined && this.gate.pause?.reason === 'Budget.Exceeded') this.gate.open();
    return this.show();
  }

  /** No new rows: what is in flight is awaited for so long, then what is done is published. */
  finish(seconds?: number): Progress {
    this.#ending.request(seconds);
    return this.show();
  }

  /** Whether it is too late to end it early. */
  get isEnding(): boolean {
    return !['planning', 'running'].includes(this.#state);
  }

  failFor(failure: Failure): void {
    this.#ending.failFor(failure);
    this.show();
  }

  /** A failure that pauses a run; one that has to end anyway goes on without what the failure holds up. */
  pauseFor(request: PauseRequest): void {
    if (!this.#ending.passesOver(request.pause)) this.gate.closeFor(request);
    this.show();
  }

  /** Why it ends before its last row; null where it does not. */
  earlyEnd(): EarlyEnd | null {
    return this.#carried ? this.#ending.reason(this.#carried) : null;
  }

  /** All that is written. What running shards cost counts, since nobody will pay it back. */
  unpublished(): Unpublished | null {
    if (!this.#carried) return null;
    const { run, input, source, partsByShard, tally, prices, startedAt, rowsPlanned } = this.#carried;
    const { usage, lost } = tallyOf({ run: this.#carried, window: this.#window });
    return {
      run,
      input,
      source,
      partsByShard,
      tally: { ...tally, usage, lost },
      prices,
      startedAt,
      rowsPlanned,
    };
  }

  hearOfRetries(attempts: readonly FailedAttempt[]): void {
    this.inTrouble.hear(attempts);
    this.show();
  }

  /** Takes in how far a running shard is. */
  hear(report: ShardProgress): void {
    if (!this.#carried || !this.#window) return;
    this.#window.report(report);
    this.#carried.lastDrops = lastDrops(...this.#carried.lastDrops, ...report.drops);
    if (report.failure) this.#ending.failFor(report.failure);
    this.#ending.heed(this.#carried, this.#window);
    this.show();
  }

  /** Takes in what an ended shard made. */
  add(index: number, { tally, parts, failure, drops }: ShardReport): void {
    if (!this.#carried) return;
    this.#carried.tally = addTallies(this.#carried.tally, tally);
    this.#carried.partsByShard[index] = parts;
    this.#carried.lastDrops = lastDrops(...this.#carried.lastDrops, ...drops);
    if (failure) this.#ending.failFor(failure);
    this.#ending.heed(this.#carried, this.#window);
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

  #keepInBudget(): void {
    const lackingUsd = this.#window?.lackingUsd();
    if (lackingUsd === undefined) return;
    const { usd, budgetUsd } = this.progress().cost;
    const pause: Pause = {
      reason: 'Budget.Exceeded',
      message:
        `the budget of ${writtenUsd(budgetUsd ?? 0)} leaves no room for another call: ${writtenUsd(usd)} is spent, and ` +
        `the next may cost ${writtenUsd(lackingUsd)} more than is left. Raise it with the update "setBudget"`,
    };
    if (!this.#ending.passesOver(pause)) this.gate.close(pause);
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
