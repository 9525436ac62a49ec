import { modelsOf } from '../activities/plan-dataset.ts';
import { parseRunInput } from '../contract/run-input.schema.ts';
import type { ModelPrice, TokenPrices } from '../contract/prices.ts';
import { priceListName } from '../models/prices/listed-price.ts';
import { Providers } from '../models/providers.ts';
import { readConfiguration } from '../process/configuration.ts';
import { readInputFile } from './input-file.ts';
import { Problem } from './problem.ts';
import { plainText, type Say } from './say.ts';
import { alignColumns } from './watch/table.ts';

const unsaid = '–';

/** `npm run prices`: what a run of this input would reckon with, and where each price is from. No server, no call. */
export async function prices(inputFile: string, say: Say): Promise<void> {
  const providers = new Providers(readConfiguration().providers);
  const parsed = parseRunInput(await readInputFile(inputFile));
  if ('problems' in parsed) throw new Problem(plainText(parsed.problems.join('\n')));
  const models = modelsOf(parsed.input).map((model) => ({ model, price: providers.priceOf(model) }));
  for (const line of describePrices(models)) say(plainText(line));
}

/** Lines for a terminal: a row for each model and lane, then what is not known. */
export function describePrices(
  models: readonly { model: string; price: ModelPrice | undefined }[],
): string[] {
  const head = ['model', 'lane', 'prompt', 'cached', 'written to cache', 'answer', 'thoughts', 'from'];
  const rows = models.flatMap(({ model, price }) =>
    price
      ? [
          [model, 'live', ...amounts(price), sourceOf(model, price)],
          ...Object.entries(price.lanes ?? {}).map(([lane, lanePrices]) => [
            '',
            lane,
            ...amounts(lanePrices),
            '',
          ]),
        ]
      : [[model, ...Array.from({ length: 6 }, () => unsaid), 'not known']],
  );
  const unknown = models.flatMap(({ model, price }) => (price ? [] : [model]));
  return [
    'US dollars for a million tokens:',
    ...alignColumns([head, ...rows], new Set([2, 3, 4, 5, 6])),
    `The kept list is ${priceListName}; "prices" in PROVIDERS_FILE goes before it. ${unsaid}: cached, written and thought tokens cost as the others of their kind.`,
    ...unknown.map(
      (model) =>
        `No price is known for ${model}: set it under "prices" in the worker's PROVIDERS_FILE. Until then it is in no cost and held by no budget`,
    ),
  ];
}

function amounts(price: TokenPrices): string[] {
  return [
    price.promptUsdPerMillion,
    price.cachedUsdPerMillion,
    price.cacheWriteUsdPerMillion,
    price.completionUsdPerMillion,
    price.reasoningUsdPerMillion,
  ].map((usd) => (usd === undefined ? unsaid : String(Number(usd.toFixed(6)))));
}

function sourceOf(model: string, { source }: ModelPrice): string {
  return source ?? (model.startsWith('simulated/') ? 'simulated, free' : 'PROVIDERS_FILE');
}
