import { condition } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.ts';
import type { GateState, Pause, PauseRequest } from '../contract/steering.ts';
import { namedFailure, type NamedFailure } from './named-failure.ts';

/** Failures that a person can mend from outside: the run waits for them instead of burning rows. */
const pausing: readonly FailureType[] = [
  'Llm.QuotaExceeded',
  'Budget.Exceeded',
  'Dataset.WriteFailed',
  'Dataset.PushFailed',
  'Dataset.SourceChanged',
  'Hub.Unavailable',
];

export function isPausing(failure: NamedFailure): boolean {
  return pausing.includes(failure.type);
}

/** With a time, where the failure tells when the limit lifts. */
export function pauseFor({ type, message, resetsAt }: NamedFailure): Pause {
  if (resetsAt === undefined) return { reason: type, message };
  const until = new Date(resetsAt).toISOString();
  return { reason: type, message: `until ${until}, when it goes on by itself: ${message}`, until };
}

/** Lets activities start, or holds them while the run is paused. What is in flight is left alone. */
export class Gate {
  #state: GateState;
  readonly #onFailure: (request: PauseRequest) => void;

  /** `onFailure` is told when an activity's failure has closed the gate. */
  constructor(state: GateState, onFailure: (request: PauseRequest) => void = () => undefined) {
    this.#state = state;
    this.#onFailure = onFailure;
  }

  get state(): GateState {
    return this.#state;
  }

  get pause(): Pause | null {
    return this.#state.pause;
  }

  /** A closed gate stays closed for its first reason, but a person's word outlasts whatever else closed it. */
  close(pause: Pause): void {
    const before = this.#state.pause;
    if (before && (before.reason === 'Requested' || pause.reason !== 'Requested')) return;
    const message = before ? `${pause.message}; it had paused before: ${before.message}` : pause.message;
    this.#state = { ...this.#state, pause: { ...pause, message } };
  }

  /** Closes for a failure, unless the gate was opened since the failed activity began. */
  closeFor({ pause, openings }: PauseRequest): void {
    if (openings === this.#state.openings) this.close(pause);
  }

  open(): void {
    this.#state = { pause: null, openings: this.#state.openings + 1 };
  }

  /** Does as the run's own gate. News from before a failure closed this one is no order to open it. */
  follow(state: GateState): void {
    if (state.pause || state.openings > this.#state.openings) this.#state = state;
  }

  /**
   * Runs an activity once the gate is open and `mayStart` holds; after a failure that pauses, once more when it opens
   * again.
   */
  async through<Result>(
    activity: () => Promise<Result>,
    mayStart: () => boolean = () => true,
  ): Promise<Result> {
    const isFree = () => this.pause === null && mayStart();
    for (;;) {
      await condition(isFree);
      // Others that waited woke first, and may have taken what there was.
      if (!isFree()) continue;
      const { openings } = this.#state;
      try {
        return await activity();
      } catch (error) {
        const failure = namedFailure(error);
        if (!failure || !isPausing(failure)) throw error;
        // Calls that were in flight together fail together: the first closes the gate for all.
        if (this.pause || openings !== this.#state.openings) continue;
        const request = { pause: pauseFor(failure), openings };
        this.closeFor(request);
        this.#onFailure(request);
      }
    }
  }
}
