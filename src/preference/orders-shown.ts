import { shuffled } from './seeded-random.ts';

/**
 * The orders in which a judge is shown the candidates, `count` of them. The first is a shuffle and the second its
 * reverse, so that what one order gives to early texts the other gives to late ones. Further orders come in such pairs
 * too, the rows of a Williams design: after as many orders as there are candidates (twice as many for an odd number)
 * each has stood in every place equally often, and directly behind each other one equally often, which cancels any bias
 * for a place, also one for the first alone. Then a fresh shuffle begins the next round.
 *
 * E. J. Williams (1949), Experimental designs balanced for the estimation of residual effects of treatments.
 */
export function ordersShown<T>(count: number, candidates: readonly T[], random: () => number): T[][] {
  const rows = candidates.length % 2 === 0 ? candidates.length : 2 * candidates.length;
  const round = Math.max(rows, 1);
  const rounds = Array.from({ length: Math.ceil(count / round) }, () =>
    balancedRound(shuffled(candidates, random), round),
  );
  return rounds.flat().slice(0, count);
}

function balancedRound<T>(first: readonly T[], rows: number): T[][] {
  const steps = zigzag(first.length);
  const candidateAt = new Map(steps.map((step, place) => [step, first[place]]));
  return Array.from({ length: rows }, (_, row) => {
    const turn = Math.floor(row / 2);
    const order = steps.flatMap((step) => {
      const candidate = candidateAt.get((step + turn) % first.length);
      return candidate === undefined ? [] : [candidate];
    });
    return row % 2 === 0 ? order : order.reverse();
  });
}

/** 0, 1, n-1, 2, n-2, …: neighbours differ by every amount once. */
function zigzag(length: number): number[] {
  return Array.from({ length }, (_, place) =>
    place % 2 === 1 ? (place + 1) / 2 : (length - place / 2) % length,
  );
}
