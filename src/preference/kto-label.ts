/** Ratings from which a completion is desirable, and down to which it is undesirable. */
export interface KtoThresholds {
  desirable: number;
  undesirable: number;
}

/** KTO's label of a rated completion (arXiv 2402.01306); undefined between the thresholds, where it says nothing. */
export function ktoLabel(rating: number, { desirable, undesirable }: KtoThresholds): boolean | undefined {
  if (rating >= desirable) return true;
  return rating <= undesirable ? false : undefined;
}
