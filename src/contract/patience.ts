/** How long an ending run waits for what it has paid for, or will have, in seconds. */
export const patience = {
  /** For rows in flight, after the update "finish": a slow model answers within it, and judges within it again. */
  finishing: 300,
  /** For calls in flight, when a failure ends the run. Those that meet the same failure are back at once. */
  failing: 30,
} as const;

/** Where no model has answered yet, the calls in flight meet the same failure, and nothing is worth a wait. */
export function patienceAfter(modelsAnswered: readonly string[]): number {
  return modelsAnswered.length === 0 ? 0 : patience.failing;
}
