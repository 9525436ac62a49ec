import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedAttempt } from '../contract/retried-calls.ts';

/** The first notice waits for others like it, the next for the shard's history, which has four events of each. */
const pauses = { beforeFirst: 500, between: 10_000 };

export interface ShardPlace {
  workflowId: string;
  runId: string;
}

export type SendNotice = (shard: ShardPlace, attempts: FailedAttempt[]) => Promise<unknown>;

/** Tells shards which of their calls fail and are made again, all that a worker knows of in one notice. */
export class RetryNotices {
  readonly #pauses: typeof pauses;
  /** By shard, while its notices go out; of each call what came last. */
  readonly #untold = new Map<string, Map<string, FailedAttempt>>();

  constructor(between: typeof pauses = pauses) {
    this.#pauses = between;
  }

  /** Returns at once. A notice that does not arrive is no loss: the call's next failure brings another. */
  note(shard: ShardPlace, attempt: FailedAttempt, send: SendNotice): void {
    const key = `${shard.workflowId}/${shard.runId}`;
    const untold = this.#untold.get(key);
    if (untold) {
      untold.set(attempt.activityId, attempt);
      return;
    }
    const first = new Map([[attempt.activityId, attempt]]);
    this.#untold.set(key, first);
    void this.#tell(first, (attempts) => send(shard, attempts)).finally(() => this.#untold.delete(key));
  }

  async #tell(
    untold: Map<string, FailedAttempt>,
    send: (attempts: FailedAttempt[]) => Promise<unknown>,
  ): Promise<void> {
    await sleep(this.#pauses.beforeFirst, undefined, { ref: false });
    while (untold.size > 0) {
      const attempts = [...untold.values()];
      untold.clear();
      await send(attempts).catch(() => undefined);
      await sleep(this.#pauses.between, undefined, { ref: false });
    }
  }
}
