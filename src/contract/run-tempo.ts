/** How far a run was at one time. */
export interface TempoSample {
  /** Milliseconds since 1970. */
  at: number;
  rows: number;
  calls: number;
}

export interface Rate {
  rowsPerMinute: number;
  callsPerMinute: number;
}

const minute = 60_000;
/** Nearer ones replace each other, so that a minute has some twenty. */
const betweenSamples = 4_000;

/** Takes a sample in and lets go of those that the last minute no longer needs. */
export function withSample(samples: readonly TempoSample[], sample: TempoSample): TempoSample[] {
  const before = samples.at(-2);
  const kept = before && sample.at - before.at < betweenSamples ? samples.slice(0, -1) : samples;
  const needed = kept.findLastIndex(({ at }) => at <= sample.at - minute);
  return [...kept.slice(Math.max(0, needed)), sample];
}

/** Over the last minute before `now`, or over as much of it as there is. */
export function rateOf(samples: readonly TempoSample[], now: number): Rate {
  const first = samples.findLast(({ at }) => at <= now - minute) ?? samples[0];
  const last = samples.at(-1);
  const elapsed = first ? Math.min(minute, now - first.at) : 0;
  if (!first || !last || elapsed < 1_000) return { rowsPerMinute: 0, callsPerMinute: 0 };
  const perMinute = (count: number) => Math.round((count * minute * 10) / elapsed) / 10;
  return {
    rowsPerMinute: perMinute(last.rows - first.rows),
    callsPerMinute: perMinute(last.calls - first.calls),
  };
}
