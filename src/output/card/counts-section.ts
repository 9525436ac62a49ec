import { count, plural, shareOf, usd } from '../report/page/written-numbers.ts';
import { estimatedMark, estimatedNote } from '../report/page/estimated-usage.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, paragraphs, table } from './markdown.ts';

export function countsSection({ quality }: DescribedDataset): string {
  const { rows, pairs, drops, usage } = quality;
  const dropped = drops.map(({ reason, rows: number }) => [code(reason), count(number)]);
  const calls = [
    ...usage.models.map((used) => ({ ...used, shown: `${code(used.model)}${estimatedMark(used)}` })),
    { ...usage, shown: 'Together' },
  ];
  return paragraphs(
    '## Counts',
    `${plural(rows, 'conversation')}, ${plural(pairs, 'pair')}, ${count(drops.reduce((sum, { rows: lost }) => sum + lost, 0))} dropped.`,
    dropped.length > 0 ? table(['Dropped because of', 'Conversations'], dropped) : '',
    table(
      ['Model', 'Calls', 'Prompt tokens', 'Completion tokens', 'Cost'],
      calls.map(({ shown, calls: made, promptTokens, completionTokens, costUsd }) => [
        shown,
        count(made),
        count(promptTokens),
        count(completionTokens),
        usd(costUsd),
      ]),
    ),
    usage.cachedShare === undefined
      ? ''
      : `Of the prompt tokens ${shareOf(usage.cachedShare, 1)} were read from the providers' caches.`,
    estimatedNote(usage.estimatedCalls, usage.calls).trim(),
  );
}
