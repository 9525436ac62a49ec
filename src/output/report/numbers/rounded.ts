/** Four decimals: more than any of these numbers is worth, and short enough to read in `run.json`. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

export function roundedShare(part: number, whole: number): number | null {
  return whole > 0 ? rounded(part / whole) : null;
}
