export interface RunningShard {
  /** Rows not done yet. */
  remaining: number;
  /** How many it may have in flight now. */
  allotted: number;
}

/** Smaller raises are left for later, since each costs the run's history a signal; a small run counts every row. */
function smallestRaise(rowsInFlight: number): number {
  return Math.min(8, Math.ceil(rowsInFlight / 4));
}

/**
 * Deals a run's rows in flight out to its running shards, older ones first, each as many as it can use.
 * Returns the new allotments; a small raise waits until it is worth its signal, a cut never waits.
 */
export function allotRows(rowsInFlight: number, shards: readonly RunningShard[]): number[] {
  let free = rowsInFlight;
  return shards.map(({ remaining, allotted }) => {
    const fair = Math.min(remaining, free);
    const usable = Math.min(remaining, allotted);
    const worthIt = fair - usable >= smallestRaise(rowsInFlight) || fair === remaining || usable === 0;
    const next = fair > usable && !worthIt ? usable : fair;
    free -= next;
    return next === usable ? allotted : next;
  });
}

/** Rows that no running shard will use: what a next shard may start with. */
export function freeRows(rowsInFlight: number, shards: readonly RunningShard[]): number {
  const used = shards.reduce((sum, { remaining }) => sum + remaining, 0);
  return Math.max(0, rowsInFlight - used);
}
