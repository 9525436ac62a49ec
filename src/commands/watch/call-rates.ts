import type { Progress } from '../../contract/steering.ts';

const windowMilliseconds = 60_000;

export type CallRates = Record<string, number>;

/** Calls a minute of each model over the last minute, from what a run answers while it is watched. */
export function rateCalls(): (usage: Progress['usage'], now: number) => CallRates {
  const seen: { at: number; calls: Record<string, number> }[] = [];
  return (usage, now) => {
    const calls = Object.fromEntries(Object.entries(usage).map(([model, used]) => [model, used.calls]));
    seen.push({ at: now, calls });
    // The last one before the window stays, as its beginning.
    while (seen[1] && seen[1].at <= now - windowMilliseconds) seen.shift();
    const [first] = seen;
    const minutes = first ? (now - first.at) / 60_000 : 0;
    if (!first || minutes === 0) return {};
    return Object.fromEntries(
      Object.entries(calls).map(([model, made]) => [model, (made - (first.calls[model] ?? 0)) / minutes]),
    );
  };
}
