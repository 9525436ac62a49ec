import { columnChart } from '../charts/column-chart.ts';
import { chartWidth } from '../charts/chart-frame.ts';
import { marginBins } from '../numbers/half-step-histogram.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import { contrastTable } from './contrast-table.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, percent, shareOf } from './written-numbers.ts';

/** How clear the preferences are. */
export function marginsSection({ marginHistogram, ties, contrast }: QualityNumbers): Markup {
  const pairs = contrast.signals.judged;
  const table = dataTable({
    caption: 'Ties among rated rows',
    columns: ['Rows where', 'Rows', 'Share'],
    rows: [
      ['at least two answers were rated', count(ties.ratedRows), ''],
      ['all ratings are equal', count(ties.allEqual), percent(ties.allEqualShare)],
      ['several share the best rating', count(ties.sharedBest), percent(ties.sharedBestShare)],
    ],
  });
  return section({
    id: 'margins',
    heading: 'How clear the preferences are',
    reading:
      'The margin is the chosen answer’s rating less the rejected one’s. Small margins are where a judge’s noise ' +
      'decides, and where several answers share the best rating something other than the judge does.',
    original: 'kept ties: some of its rows hold a chosen and a rejected answer with the same rating.',
    body: beside(
      pairs === 0
        ? nothingToShow('There are no pairs that a judge rated.')
        : columnChart({
            id: 'margins-histogram',
            width: chartWidth,
            title: 'Pairs by margin',
            description: marginHistogram
              .flatMap((of, bin) =>
                of > 0 ? [`margin ${String(marginBins[bin])}: ${shareOf(of, pairs)}`] : [],
              )
              .join(', '),
            axis: 'margin between chosen and rejected; pairs',
            highest: Math.max(...marginHistogram),
            columns: marginHistogram.map((of, bin) => ({
              label: bin % 2 === 0 ? String(marginBins[bin]) : '',
              value: of,
              shown: count(of),
            })),
          }),
      markup`${table}${contrastTable(contrast)}`,
    ),
  });
}
