import { choosePair, type Pair, type PairingPolicy, type Rated } from './choose-pair.ts';
import { isDropReason, type DropReason } from './drop-reason.ts';

/** Pairs of one row under `all`, where the input does not say. */
export const defaultMostPairs = 10;

/**
 * Every two candidates that are far enough apart, the widest margins first, a draw deciding between those of one margin;
 * never two that say the same. Where there is none, the row's reason, or the pair that a tie rule makes of equals.
 */
export function chooseAllPairs(
  rated: readonly Rated[],
  policy: PairingPolicy,
  random: () => number,
  isHeld?: (rated: Rated) => boolean,
): Pair[] | DropReason {
  const pairs = rated.flatMap((better) =>
    rated.flatMap((worse) => {
      const margin = Math.round((better.rating - worse.rating) * 1e6) / 1e6;
      const isPair = margin > 0 && margin >= policy.minMargin && better.text.trim() !== worse.text.trim();
      return isPair && (!isHeld || isHeld(better) || isHeld(worse))
        ? [{ chosen: better.candidate, rejected: worse.candidate, margin, draw: random() }]
        : [];
    }),
  );
  if (pairs.length > 0) {
    return pairs
      .sort((one, other) => other.margin - one.margin || one.draw - other.draw)
      .map(({ draw: _, ...pair }) => pair);
  }
  const only = choosePair(rated, { ...policy, rejected: 'lowest' }, random, isHeld);
  return isDropReason(only) ? only : [only];
}
