import { createRequire } from 'node:module';
import type { ModelInfo } from '@pydantic/genai-prices';
import type { ModelPrice } from '../../contract/prices.ts';
import { lanesSold } from './lanes-sold.ts';

/** The kept list that comes with this application, and the day it was published on. */
export const priceList = { name: '@pydantic/genai-prices', version: '0.1.8', date: '2026-09-23' } as const;

export const priceListName = `${priceList.name} ${priceList.version} of ${priceList.date}`;

type PriceList = typeof import('@pydantic/genai-prices');
type ListedPrices = Record<string, number | { base: number } | undefined>;

/** Most of a megabyte, read only where a price is asked for that it may have. */
const list = (): PriceList => createRequire(import.meta.url)('@pydantic/genai-prices') as PriceList;

/** Names without a dot are of one's own network; so are these. */
const local = /^([^.]+|.*\.local|(127|10|192\.168)\.[\d.]+|0\.0\.0\.0)$/;

/**
 * What the provider at an address charges for one of its models on a day, by the kept list; undefined where the list has
 * neither, or where it charges by more than tokens. The address decides, whatever the provider is called: the same model
 * costs another price at another's, and nothing at one's own. Prompts beyond 200,000 tokens, which some charge more for,
 * do not get into a row.
 */
export function listedPrice(baseUrl: string, modelId: string, now: Date): ModelPrice | undefined {
  if (local.test(new URL(baseUrl).hostname)) return undefined;
  const { findProvider, calcPrice } = list();
  const provider = findProvider({ providerApiUrl: baseUrl });
  if (!provider) return undefined;
  const at = (timestamp: Date) =>
    calcPrice({ input_tokens: 1, output_tokens: 1 }, modelId, { provider, timestamp });
  const found = at(now);
  if (!found) return undefined;
  const dearest = dearestOf(
    changesWithTheHour(found.model)
      ? hoursOf(now)
          .map((hour) => at(hour)?.model_price)
          .filter((prices) => prices !== undefined)
      : [found.model_price],
  );
  const { input_mtok: prompt, output_mtok: completion } = dearest;
  if (prompt === undefined || completion === undefined || dearest['requests_kcount']) return undefined;
  const live = {
    promptUsdPerMillion: prompt,
    ...(dearest['cache_read_mtok'] === undefined ? {} : { cachedUsdPerMillion: dearest['cache_read_mtok'] }),
    ...(dearest['cache_write_mtok'] === undefined
      ? {}
      : { cacheWriteUsdPerMillion: dearest['cache_write_mtok'] }),
    completionUsdPerMillion: completion,
    ...(dearest['output_reasoning_mtok'] === undefined
      ? {}
      : { reasoningUsdPerMillion: dearest['output_reasoning_mtok'] }),
  };
  const lanes = lanesSold(provider.id, modelId, live);
  return { ...live, ...(Object.keys(lanes).length > 0 ? { lanes } : {}), source: priceListName };
}

export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

function changesWithTheHour({ prices }: Pick<ModelInfo, 'prices'>): boolean {
  return Array.isArray(prices) && prices.some(({ constraint }) => constraint?.type === 'time_of_date');
}

/** A run takes its prices when it is planned, and so the dearest of the day. */
function hoursOf(now: Date): Date[] {
  return Array.from(
    { length: 24 },
    (_, hour) => new Date(`${dayOf(now)}T${String(hour).padStart(2, '0')}:30:00Z`),
  );
}

function dearestOf(all: readonly ListedPrices[]): Record<string, number | undefined> {
  const dearest: Record<string, number | undefined> = {};
  for (const [unit, price] of all.flatMap((prices) => Object.entries(prices))) {
    const usd = typeof price === 'object' ? price.base : price;
    if (usd !== undefined) dearest[unit] = Math.max(dearest[unit] ?? 0, usd);
  }
  return dearest;
}
