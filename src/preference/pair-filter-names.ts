/**
 * Filters a run can name. They look at the chosen text unless told: as the rejected text, a refusal or an "as an AI" is
 * just what the pair should teach a model not to say. A text cut off at the token limit may be told by its ending on
 * either side, which a run can ask for.
 */
export const pairFilters = ['refusals', 'as-an-ai', 'urls', 'truncated'] as const;

export type PairFilter = (typeof pairFilters)[number];

/** Which of a pair's texts a filter looks at. */
export const filteredSides = ['chosen', 'rejected', 'either'] as const;

export type FilteredSide = (typeof filteredSides)[number];

/** A name alone looks at the chosen text. */
export type AskedFilter = PairFilter | { filter: PairFilter; of: FilteredSide };

export function filterAndSide(asked: AskedFilter): { filter: PairFilter; of: FilteredSide } {
  return typeof asked === 'string' ? { filter: asked, of: 'chosen' } : asked;
}

/** `refusals`, or `truncated of either text`. */
export function filterLabel(asked: AskedFilter): string {
  const { filter, of } = filterAndSide(asked);
  return of === 'chosen' ? filter : `${filter} (${of} text)`;
}
