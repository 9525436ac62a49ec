interface Judging {
  aspects: readonly unknown[];
  orders: number;
}

/**
 * What the ratings of a run are: whole numbers, as in argilla/Capybara-Preferences, where one judgement makes each of
 * them; else means of several, as where what earlier judges said is kept. It follows from the settings alone, so that no file's types depend on its rows.
 */
export function ratingType(judges: readonly Judging[], withEarlier = false): 'int64' | 'float64' {
  if (withEarlier) return 'float64';
  const judgements = judges.reduce((sum, { aspects, orders }) => sum + aspects.length * orders, 0);
  return judgements === 1 ? 'int64' : 'float64';
}
