import type { TokenUsage } from '../preference/generation.ts';
import { millionthsOf, mostMillionthsOf, priceIn, priceOf, type ModelPrices } from './prices.ts';
import { partsByLane, type ModelUsage, type Usage } from './usage.ts';

export interface PricedUsage extends ModelUsage {
  /** Null where the price of some of it is not known. */
  costUsd: number | null;
  /** Of the prompt tokens those that the provider had cached, from 0 to 1; left out where there were none. */
  cachedShare?: number;
}

export interface Cost {
  /** Of all calls whose price is known. */
  usd: number;
  /** Models called whose price is not known, `<model> (<lane>)` where it is that of a lane; their tokens are in no sum. */
  unpriced: string[];
  /** Models of which a provider did not count some calls: their tokens, and what those cost, are estimated. */
  estimated: string[];
}

/** Sums of dollars that differ by less are the same sum. */
export const noiseUsd = 1e-9;

/** The one place where tokens become money. They are summed before they are priced, so no cent is lost on the way. */
export function costOfUsage(usage: Readonly<Usage>, prices: ModelPrices): Cost {
  const priced = Object.entries(usage).map(([model, used]) => costOfModel(model, used, prices));
  return {
    usd: inDollars(priced.reduce((sum, { millionths }) => sum + millionths, 0)),
    unpriced: priced.flatMap(({ unpriced }) => unpriced),
    estimated: Object.entries(usage).flatMap(([model, { estimatedCalls = 0 }]) =>
      estimatedCalls > 0 ? [model] : [],
    ),
  };
}

/** The same, model by model. */
export function priceUsage(usage: Readonly<Usage>, prices: ModelPrices): Record<string, PricedUsage> {
  return Object.fromEntries(
    Object.entries(usage).map(([model, used]) => {
      const { millionths, unpriced } = costOfModel(model, used, prices);
      const isKnown = unpriced.length === 0 && priceOf(model, prices) !== undefined;
      const share = cachedShare(used);
      return [
        model,
        {
          ...used,
          costUsd: isKnown ? inDollars(millionths) : null,
          ...(share > 0 ? { cachedShare: share } : {}),
        },
      ];
    }),
  );
}

/** Of one call, in dollars, not rounded; null where its price is not known. */
export function costOfCall(model: string, usage: TokenUsage, prices: ModelPrices): number | null {
  const price = priceIn(priceOf(model, prices), usage.lane);
  return price ? millionthsOf(usage, price) / 1_000_000 : null;
}

/** What one call costs at most, in dollars; nothing where the model's price is not known. */
export function mostOfCall(
  model: string,
  tokens: Pick<TokenUsage, 'promptTokens' | 'completionTokens'>,
  prices: ModelPrices,
  lane?: string,
): number {
  const price = priceOf(model, prices);
  return price ? mostMillionthsOf(tokens, price, lane) / 1_000_000 : 0;
}

/** To a ten-thousandth. */
export function cachedShare({
  promptTokens,
  cachedTokens = 0,
}: Pick<ModelUsage, 'promptTokens' | 'cachedTokens'>) {
  return promptTokens === 0 ? 0 : Math.round((10_000 * cachedTokens) / promptTokens) / 10_000;
}

/** Nothing is known of a cost where no call that was paid for has a price. */
export function knownUsd({ usd, unpriced }: Pick<Cost, 'usd' | 'unpriced'>): number | null {
  return usd === 0 && unpriced.length > 0 ? null : usd;
}

const dollars = { style: 'currency', currency: 'USD' } as const;
const cents = new Intl.NumberFormat('en-US', dollars);
const belowCents = new Intl.NumberFormat('en-US', { ...dollars, maximumSignificantDigits: 2 });

/** `$1,234.50`; below a cent as many digits as say something: `$0.0042`. */
export function writtenUsd(usd: number): string {
  return (usd === 0 || Math.abs(usd) >= 0.01 ? cents : belowCents).format(usd);
}

/** What is known of a cost, beside which the models without a price are named; `not known` where that is nothing. */
export function writtenKnown(cost: Pick<Cost, 'usd' | 'unpriced'>): string {
  const known = knownUsd(cost);
  return known === null ? 'not known' : writtenUsd(known);
}

/** The same where they are not named: `at least $1.20` where some of it is not known. */
export function writtenCost(cost: Pick<Cost, 'usd' | 'unpriced'>): string {
  const isPart = cost.unpriced.length > 0 && knownUsd(cost) !== null;
  return `${isPart ? 'at least ' : ''}${writtenKnown(cost)}`;
}

function costOfModel(
  model: string,
  used: Readonly<ModelUsage>,
  prices: ModelPrices,
): { millionths: number; unpriced: string[] } {
  const price = priceOf(model, prices);
  let millionths = 0;
  const unpriced: string[] = [];
  for (const { lane, ...part } of partsByLane(used)) {
    const lanePrice = priceIn(price, lane);
    if (lanePrice) millionths += millionthsOf(part, lanePrice);
    else if (part.calls > 0) unpriced.push(price && lane !== undefined ? `${model} (${lane})` : model);
  }
  return { millionths, unpriced: [...new Set(unpriced)] };
}

/** To a millionth of a dollar: what is below is noise of the arithmetic. */
function inDollars(millionths: number): number {
  return Math.round(millionths) / 1_000_000;
}
