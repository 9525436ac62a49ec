import type { Tally } from '../../contract/run.ts';
import { rounded } from './rounded.ts';

export interface ModelPrice {
  promptUsdPerMillion: number;
  completionUsdPerMillion: number;
}

/** Prices by `<provider>/<model id>`. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

export interface UsageNumbers {
  models: ModelUsageNumbers[];
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** Null where the price of a model is not known. */
  costUsd: number | null;
}

export interface ModelUsageNumbers {
  model: string;
  calls: number;
  promptTokens: number;
  completionTokens: number;
  costUsd: number | null;
}

/** What the run used, and what that costs where every price is known. */
export function usageNumbers(usage: Tally['usage'], prices: ModelPrices = {}): UsageNumbers {
  const models = Object.entries(usage).map(([model, used]) => ({
    model,
    calls: used.calls,
    promptTokens: used.promptTokens,
    completionTokens: used.completionTokens,
    costUsd: costOf(used, Object.hasOwn(prices, model) ? prices[model] : undefined),
  }));
  const costs = models.flatMap(({ costUsd }) => costUsd ?? []);
  return {
    models,
    calls: total(models.map(({ calls }) => calls)),
    promptTokens: total(models.map(({ promptTokens }) => promptTokens)),
    completionTokens: total(models.map(({ completionTokens }) => completionTokens)),
    costUsd: costs.length === models.length ? rounded(total(costs)) : null,
  };
}

function costOf(
  { promptTokens, completionTokens }: Tally['usage'][string],
  price: ModelPrice | undefined,
): number | null {
  if (!price) return null;
  const millionths =
    promptTokens * price.promptUsdPerMillion + completionTokens * price.completionUsdPerMillion;
  return rounded(millionths / 1_000_000);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
