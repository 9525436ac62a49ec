import { shareBar } from '../charts/share-bar.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import type { TrainerFitNumbers } from '../numbers/trainer-fit.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, percent, plural, shareOf } from './written-numbers.ts';

/** Whether length buys ratings. */
export function lengthsSection({ lengths, fit, pairs }: QualityNumbers): Markup {
  const inTokens = lengths.meanChosenTokens !== null;
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
        : markup`${beside(
            shareBar({
              id: 'length-shares',
              halfMarked: true,
              title: 'Pairs by which answer is longer',
              description: parts.map(({ label, value }) => `${label}: ${shareOf(value, pairs)}`).join(', '),
              shares: parts.map((part) => ({ ...part, shown: shareOf(part.value, pairs) })),
            }),
            dataTable({
              caption: inTokens ? 'Length' : 'Length, in characters',
              columns: ['Pairs', 'Number'],
              rows: [
                ...(inTokens
                  ? [
                      ['Mean tokens of chosen answers', count(lengths.meanChosenTokens)],
                      ['Mean tokens of rejected answers', count(lengths.meanRejectedTokens)],
                    ]
                  : []),
                ['Mean length of chosen answers', count(lengths.meanChosenCharacters)],
                ['Mean length of rejected answers', count(lengths.meanRejectedCharacters)],
                ['Wins by the longer answer, of pairs that differ', percent(lengths.longerWinsShare)],
                [
                  `The same, of ${plural(lengths.like.pairs, 'pair')} of like length (at most a fifth longer)`,
                  percent(lengths.like.longerWinsShare),
                ],
              ],
            }),
          )}${fit ? fitTable(fit) : null}`,
  });
}

/** What TRL's trainers do at their usual length, which none of them says. */
function fitTable(fit: readonly TrainerFitNumbers[]): Markup {
  return dataTable({
    caption: 'What trainers keep, at TRL’s usual max_length of 1,024 tokens',
    columns: ['Trainer', 'Rows', 'Dropped', 'Cut', 'Length that keeps 99 % whole'],
    rows: fit.map(({ trainer, rows, dropped, truncated, keepsAlmostAll }) => [
      trainer,
      count(rows),
      count(dropped),
      count(truncated),
      count(keepsAlmostAll),
    ]),
  });
}
