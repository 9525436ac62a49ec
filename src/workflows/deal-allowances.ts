import { noiseUsd } from '../contract/cost.ts';

export interface SpendingShard {
  /** In dollars, over its whole life; null for one that has no bound yet, as a new one. */
  allowedUsd: number | null;
  /** As it last reported. */
  spentUsd: number;
  /** The allowance with which its next call could start, where it has too little. */
  neededUsd: number | null;
}

/** Each grant is this part of what one shard could have of what is left: large at first, small near the end. */
const sharesLeft = 4;

/**
 * Deals a run's budget out to its running shards. The allowances together never exceed what the ended shards have left
 * of it, so a shard that keeps to its own keeps the run to the budget. Returns the new allowances; an asked one is
 * raised by at least what it needs, or not at all.
 */
export function dealAllowances(leftByEndedUsd: number, shards: readonly SpendingShard[]): number[] {
  const held = shards.map(({ allowedUsd, spentUsd }) => Math.max(allowedUsd ?? 0, spentUsd));
  let free = leftByEndedUsd - sum(held);
  // A budget that was lowered: nobody keeps what is not spent.
  const cut = free < 0 ? shards.map(({ spentUsd }) => spentUsd) : held;
  free = leftByEndedUsd - sum(cut);
  return shards.map(({ allowedUsd, neededUsd }, place) => {
    const has = cut[place] ?? 0;
    const before = allowedUsd !== null && allowedUsd <= has ? allowedUsd : has;
    const lacks = Math.max(0, (neededUsd ?? 0) - has);
    if (free <= 0 || lacks > free + noiseUsd || (allowedUsd !== null && lacks === 0)) return before;
    const grant = Math.max(lacks, free / (sharesLeft * shards.length));
    free -= grant;
    return has + grant;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
