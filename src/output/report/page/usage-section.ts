import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import type { Markup } from '../markup.ts';
import { nothingToShow, section } from './section.ts';
import { count, usd } from './written-numbers.ts';

export function usageSection({ usage }: QualityNumbers): Markup {
  return section({
    id: 'usage',
    heading: 'Tokens and cost',
    reading:
      'As the providers counted them, calls that were asked again included. A cost stands only where the worker knows ' +
      'the model’s price.',
    body:
      usage.models.length === 0
        ? nothingToShow('No model was called.')
        : dataTable({
            caption: 'Calls, tokens and cost by model',
            columns: ['Model', 'Calls', 'Prompt tokens', 'Completion tokens', 'Cost'],
            rows: [...usage.models, { model: 'Together', ...usage }].map((used) => [
              used.model,
              count(used.calls),
              count(used.promptTokens),
              count(used.completionTokens),
              usd(used.costUsd),
            ]),
          }),
  });
}
