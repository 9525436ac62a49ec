/** Calls of one model that are being made again, as those who wait for them are told. */
export interface RetriedCalls {
  /** `<provider>/<model id>`. */
  model: string;
  calls: number;
  /** Of the call that was tried most often. */
  attempts: number;
  /** What came of the last attempt, shortened. */
  says: string;
  /** When the first of them is tried again, ISO 8601; it is being tried where that has passed. */
  nextAt: string;
}

/** A failed attempt at one call, as its worker tells the call's shard. */
export interface FailedAttempt {
  activityId: string;
  attempts: number;
  says: string;
  /** ISO 8601. */
  nextAt: string;
}

/** The first attempts that fail are everyday; so is a wait that is over before anyone looks. */
const firstTold = { attempts: 3, waitMilliseconds: 10_000 };

export function isToldOf(attempts: number, waitMilliseconds: number): boolean {
  return attempts >= firstTold.attempts || waitMilliseconds >= firstTold.waitMilliseconds;
}

/** Joins what several shards say, one entry for each model, in the models' alphabetical order. */
export function mergeRetriedCalls(retried: readonly RetriedCalls[]): RetriedCalls[] {
  const byModel = new Map<string, RetriedCalls>();
  for (const entry of retried) {
    const known = byModel.get(entry.model);
    byModel.set(entry.model, known ? joined(known, entry) : entry);
  }
  return [...byModel.values()].sort((first, second) => (first.model < second.model ? -1 : 1));
}

/** Of two, the words of the call that was tried more often: it has been in trouble for longer. */
function joined(first: RetriedCalls, second: RetriedCalls): RetriedCalls {
  const longest = second.attempts > first.attempts ? second : first;
  return {
    model: first.model,
    calls: first.calls + second.calls,
    attempts: longest.attempts,
    says: longest.says,
    nextAt: first.nextAt < second.nextAt ? first.nextAt : second.nextAt,
  };
}
