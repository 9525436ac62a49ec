import type { TokenUsage } from '../preference/generation.ts';
import type { ModelUsage, Usage } from './usage.ts';

/** What a provider charges for one model, in US dollars for a million tokens. */
export interface ModelPrice {
  promptUsdPerMillion: number;
  completionUsdPerMillion: number;
}

/** Prices by `<provider>/<model id>`; a model that is not there has none that is known. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

export interface PricedUsage extends ModelUsage {
  /** Null where the model's price is not known. */
  costUsd: number | null;
}

export interface Cost {
  /** Of all models whose price is known. */
  usd: number;
  /** Models called whose price is not known, and whose tokens are in no sum. */
  unpriced: string[];
  /** Models of which a provider did not count some calls: their tokens, and what those cost, are estimated. */
  estimated: string[];
}

/** Sums of dollars that differ by less are the same sum. */
export const noiseUsd = 1e-9;

/** The one place where tokens become money. They are summed before they are priced, so no cent is lost on the way. */
export function costOfUsage(usage: Readonly<Usage>, prices: ModelPrices): Cost {
  const models = Object.entries(usage);
  const millionths = models.map(([model, used]) => millionthsOf(used, priceOf(model, prices)) ?? 0);
  return {
    usd: inDollars(millionths.reduce((sum, cost) => sum + cost, 0)),
    unpriced: models.flatMap(([model, { calls }]) => (calls === 0 || priceOf(model, prices) ? [] : [model])),
    estimated: models.flatMap(([model, { estimatedCalls = 0 }]) => (estimatedCalls > 0 ? [model] : [])),
  };
}

/** The same, model by model. */
export function priceUsage(usage: Readonly<Usage>, prices: ModelPrices): Record<string, PricedUsage> {
  return Object.fromEntries(
    Object.entries(usage).map(([model, used]) => {
      const millionths = millionthsOf(used, priceOf(model, prices));
      return [model, { ...used, costUsd: millionths === null ? null : inDollars(millionths) }];
    }),
  );
}

/** Of one call, in dollars, not rounded; nothing where the model's price is not known. */
export function costOfCall(model: string, usage: TokenUsage, prices: ModelPrices): number {
  return (millionthsOf(usage, priceOf(model, prices)) ?? 0) / 1_000_000;
}

const dollars = { style: 'currency', currency: 'USD' } as const;
const cents = new Intl.NumberFormat('en-US', dollars);
const belowCents = new Intl.NumberFormat('en-US', { ...dollars, maximumSignificantDigits: 2 });

/** `$1,234.50`; below a cent as many digits as say something: `$0.0042`. */
export function writtenUsd(usd: number): string {
  return (usd === 0 || Math.abs(usd) >= 0.01 ? cents : belowCents).format(usd);
}

function priceOf(model: string, prices: ModelPrices): ModelPrice | undefined {
  return Object.hasOwn(prices, model) ? prices[model] : undefined;
}

/** In millionths of a dollar, which a price for a million tokens makes of each token. */
function millionthsOf(
  { promptTokens, completionTokens }: Pick<TokenUsage, 'promptTokens' | 'completionTokens'>,
  price: ModelPrice | undefined,
): number | null {
  if (!price) return null;
  return promptTokens * price.promptUsdPerMillion + completionTokens * price.completionUsdPerMillion;
}

/** To a millionth of a dollar: what is below is noise of the arithmetic. */
function inDollars(millionths: number): number {
  return Math.round(millionths) / 1_000_000;
}
