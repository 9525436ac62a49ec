/** Which of two candidates is rated higher: 1 for the first, −1 for the second, 0 for a tie, null where one has none. */
export function verdict(
  ratings: readonly (number | null)[],
  [one, other]: readonly [number, number],
): number | null {
  const first = ratings[one];
  const second = ratings[other];
  return first == null || second == null ? null : Math.sign(first - second);
}
