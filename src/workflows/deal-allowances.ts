import { noiseUsd } from '../contract/cost.ts';

export interface SpendingShard {
  /** In dollars, over its whole life, as last ordered; null for a new one. */
  allowedUsd: number | null;
  /** The most it may have spent by now, for all its run can know. */
  heldUsd: number;
  /** As it last reported. */
  spentUsd: number;
  /** The allowance with which its next call could start, where it has too little. */
  neededUsd: number | null;
  /** The allowance with which all its calls that wait could start, where it has too little. */
  wantedUsd: number | null;
}

/** A grant is at least this part of what one shard could have of what is left: large at first, small near the end. */
const sharesLeft = 4;

/**
 * Deals out to the running shards what ended ones have left of a run's budget. What the shards hold together never
 * exceeds that, so a shard that keeps to its allowance keeps the run to its budget. Returns the new allowances: one that
 * is asked for is raised by at least what is needed, or not at all, and for all calls that wait while there is enough. In
 * a budget that was lowered below what is held, nobody keeps what is not spent, and nobody gets more before all have let
 * go.
 */
export function dealAllowances(leftByEndedUsd: number, shards: readonly SpendingShard[]): number[] {
  let free = shards.reduce((left, { heldUsd }) => left - heldUsd, leftByEndedUsd);
  if (free < -noiseUsd) return shards.map(({ allowedUsd, spentUsd }) => Math.min(allowedUsd ?? 0, spentUsd));
  let lacking = shards.filter(lacks).length;
  return shards.map((shard) => {
    const { allowedUsd, heldUsd, neededUsd, wantedUsd } = shard;
    if (!lacks(shard)) return allowedUsd ?? 0;
    const evenShare = free / lacking;
    lacking -= 1;
    const leastGrant = Math.max(0, (neededUsd ?? 0) - heldUsd);
    if (free <= 0 || leastGrant > free + noiseUsd) return allowedUsd ?? 0;
    const forAllThatWait = Math.min(evenShare, (wantedUsd ?? 0) - heldUsd);
    const grant = Math.max(leastGrant, forAllThatWait, free / (sharesLeft * shards.length));
    free -= grant;
    return heldUsd + grant;
  });
}

function lacks({ allowedUsd, neededUsd }: SpendingShard): boolean {
  return allowedUsd === null || (neededUsd !== null && neededUsd > allowedUsd);
}
