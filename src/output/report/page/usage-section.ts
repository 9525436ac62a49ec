import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import type { Markup } from '../markup.ts';
import { nothingToShow, section } from './section.ts';
import { estimatedMark, estimatedNote } from './estimated-usage.ts';
import { count, shareOf, usd } from './written-numbers.ts';

export function usageSection({ usage }: QualityNumbers): Markup {
  const showsCached = usage.cachedShare !== undefined;
  return section({
    id: 'usage',
    heading: 'Tokens and cost',
    reading:
      'As the providers counted them, calls that were asked again included. Reused answers were paid for before and cost ' +
      `nothing here. A cost stands only where the worker knows the model’s price.${estimatedNote(usage.estimatedCalls, usage.calls)}`,
    body:
      usage.models.length === 0
        ? nothingToShow('No model was called.')
        : dataTable({
            caption: 'Calls, tokens and cost by model',
            columns: [
              'Model',
              'Calls',
              'Reused',
              'Prompt tokens',
              ...(showsCached ? ['Of them cached'] : []),
              'Completion tokens',
              'Cost',
            ],
            rows: [...usage.models, { model: 'Together', ...usage }].map((used) => [
              `${used.model}${estimatedMark(used)}`,
              count(used.calls),
              count(used.reused?.calls ?? 0),
              count(used.promptTokens),
              ...(showsCached ? [shareOf(used.cachedShare ?? 0, 1)] : []),
              count(used.completionTokens),
              usd(used.costUsd),
            ]),
          }),
  });
}
