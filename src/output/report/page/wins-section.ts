import { heatMap } from '../charts/heat-map.ts';
import { opposedBars } from '../charts/opposed-bars.ts';
import type { ModelComparison } from '../numbers/model-comparisons.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import { byMeanRating } from './ratings-section.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, shareOf } from './written-numbers.ts';

/** Who is chosen, who is rejected, and who beats whom. */
export function winsSection({ models, comparisons, pairs }: QualityNumbers): Markup {
  const ranked = byMeanRating(models);
  const names = ranked.map(({ model }) => model);
  return section({
    id: 'wins',
    heading: 'Who wins',
    reading:
      'Left: how often each model ended up in a pair, as the rejected or the chosen answer. Right: how often the model ' +
      'of the row was rated above the model of the column where both were rated in one row, in percent, a tie ' +
      'counting half to each. A model that is nearly always chosen teaches its style as much as its quality.',
    original: 'took the first of the best and the first of the lowest rated answers, ties included.',
    body:
      pairs === 0 && comparisons.length === 0
        ? nothingToShow('No two models were rated in one row.')
        : markup`${beside(
            opposedBars({
              id: 'wins-chosen',
              title: 'Chosen and rejected answers by model',
              description: ranked
                .map(({ model, chosen, rejected }) => `${model}: chosen ${chosen}, rejected ${rejected}`)
                .join('; '),
              left: 'rejected',
              right: 'chosen',
              bars: ranked.map(({ model, chosen, rejected }) => ({
                label: model,
                left: rejected,
                right: chosen,
              })),
            }),
            names.length > 1
              ? heatMap({
                  id: 'wins-against',
                  title: 'Win rates between models',
                  description: 'The table below has the same numbers.',
                  labels: names,
                  cells: names.map((row) => names.map((column) => winShare(comparisons, row, column))),
                })
              : null,
          )}
${dataTable({
  caption: 'Models against each other',
  columns: ['First and second', 'First wins', 'Ties', 'Second wins', 'First wins of decided'],
  rows: comparisons.map(({ first, second, wins, ties, losses }) => [
    markup`${first} <span class="quiet">and</span> ${second}`,
    count(wins),
    count(ties),
    count(losses),
    shareOf(wins, wins + losses),
  ]),
})}`,
  });
}

function winShare(comparisons: readonly ModelComparison[], row: string, column: string): number | null {
  const found = comparisons.find(
    ({ first, second }) => (first === row && second === column) || (first === column && second === row),
  );
  if (!found) return null;
  const total = found.wins + found.ties + found.losses;
  const wins = found.first === row ? found.wins : found.losses;
  return (wins + found.ties / 2) / total;
}
