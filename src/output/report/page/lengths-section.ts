import { shareBar } from '../charts/share-bar.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import type { Markup } from '../markup.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, percent, shareOf } from './written-numbers.ts';

/** Whether length buys ratings. */
export function lengthsSection({ lengths, pairs }: QualityNumbers): Markup {
  const parts = [
    { label: 'the longer answer won', value: lengths.chosenLonger, tone: 'chosen' },
    { label: 'both as long', value: lengths.sameLength, tone: 'faint' },
    { label: 'the shorter answer won', value: lengths.chosenShorter, tone: 'rejected' },
  ] as const;
  return section({
    id: 'length',
    heading: 'Does the longer answer win?',
    reading:
      'Judges tend to take length for quality, and a model trained on such pairs learns to ramble. The line marks one ' +
      'half; longer answers can also simply be better, so compare with your own reading below.',
    body:
      pairs === 0
        ? nothingToShow('There are no pairs.')
        : beside(
            shareBar({
              id: 'length-shares',
              halfMarked: true,
              title: 'Pairs by which answer is longer',
              description: parts.map(({ label, value }) => `${label}: ${shareOf(value, pairs)}`).join(', '),
              shares: parts.map((part) => ({ ...part, shown: shareOf(part.value, pairs) })),
            }),
            dataTable({
              caption: 'Length, in characters',
              columns: ['Pairs', 'Number'],
              rows: [
                ['Mean length of chosen answers', count(lengths.meanChosenCharacters)],
                ['Mean length of rejected answers', count(lengths.meanRejectedCharacters)],
                ['Wins by the longer answer, of pairs that differ', percent(lengths.longerWinsShare)],
              ],
            }),
          ),
  });
}
