import { columnChart } from '../charts/column-chart.ts';
import { ratingBins } from '../numbers/half-step-histogram.ts';
import type { ModelNumbers } from '../numbers/model-ratings.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import { nothingToShow, section } from './section.ts';
import { count, decimal, percent } from './written-numbers.ts';

/** Rating histogram by model, the best rated first. */
export function ratingsSection({ models }: QualityNumbers): Markup {
  const rated = byMeanRating(models).filter(({ rated }) => rated > 0);
  const highest = Math.max(
    0.01,
    ...rated.flatMap((model) => model.ratingHistogram.map((of) => of / model.rated)),
  );
  return section({
    id: 'ratings',
    heading: 'Ratings by model',
    reading:
      'Each column is the share of a model’s answers with that rating, the mean over judges where there are several. ' +
      'Ratings heaped at one end leave little to tell answers apart by.',
    body:
      rated.length === 0
        ? nothingToShow('No answer was rated.')
        : markup`<div class="multiples">
${rated.map((model, place) => histogram(model, place, highest))}</div>
${dataTable({
  caption: 'Ratings by model',
  columns: ['Model', 'Mean', 'Rated', 'Answered', 'Asked', ...ratingBins.map(String)],
  rows: byMeanRating(models).map((model) => [
    model.model,
    decimal(model.meanRating),
    count(model.rated),
    count(model.answered),
    count(model.candidates),
    ...model.ratingHistogram.map(count),
  ]),
})}`,
  });
}

export function byMeanRating(models: readonly ModelNumbers[]): ModelNumbers[] {
  return models.toSorted((one, other) => (other.meanRating ?? 0) - (one.meanRating ?? 0));
}

function histogram(model: ModelNumbers, place: number, highest: number): Markup {
  const shares = model.ratingHistogram.map((of) => of / model.rated);
  const chart = columnChart({
    id: `ratings-${place}`,
    title: `Ratings of ${model.model}`,
    description: shares
      .flatMap((share, bin) => (share > 0 ? [`rated ${String(ratingBins[bin])}: ${percent(share)}`] : []))
      .join(', '),
    axis: 'rating',
    highest,
    columns: shares.map((share, bin) => ({
      label: bin % 2 === 0 ? String(ratingBins[bin]) : '',
      value: share,
      shown: share < 0.005 ? '<1' : String(Math.round(share * 100)),
    })),
  });
  return markup`<figure><figcaption><b>${model.model}</b> <span class="quiet">mean ${decimal(model.meanRating)}</span></figcaption>${chart}</figure>
`;
}
