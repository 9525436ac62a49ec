import { barChart } from '../charts/bar-chart.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import type { Markup } from '../markup.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, shareOf } from './written-numbers.ts';

export function dropsSection({ drops, rows }: QualityNumbers): Markup {
  return section({
    id: 'drops',
    heading: 'Rows without a pair',
    reading:
      'Every row that gave no pair has one reason, and its details stand in the dropped config. Reasons that begin ' +
      'with Pair are about the ratings or the texts, Llm and Judge about calls, Dataset about the source.',
    body:
      drops.length === 0
        ? nothingToShow('Every row gave a pair.')
        : beside(
            barChart({
              id: 'drops-reasons',
              title: 'Rows without a pair by reason',
              description: drops.map(({ reason, rows: dropped }) => `${reason}: ${dropped}`).join(', '),
              highest: Math.max(...drops.map(({ rows: dropped }) => dropped)),
              bars: drops.map(({ reason, rows: dropped }) => ({
                label: reason,
                value: dropped,
                shown: count(dropped),
              })),
            }),
            dataTable({
              caption: 'Rows without a pair',
              columns: ['Reason', 'Rows', 'Of all rows'],
              rows: drops.map(({ reason, rows: dropped }) => [
                reason,
                count(dropped),
                shareOf(dropped, rows),
              ]),
            }),
          ),
  });
}
