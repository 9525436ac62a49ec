/**
 * Filters a run can name. What a pair teaches a model to say is looked for in its chosen text only: as the rejected
 * text, a refusal or an "as an AI" is just what the pair should teach it not to say. A text cut off at the token limit
 * spoils a pair on either side, since its ending gives it away.
 */
export const pairFilters = ['refusals', 'as-an-ai', 'urls', 'truncated'] as const;

export type PairFilter = (typeof pairFilters)[number];
