import { cachedShare, costOfUsage, priceUsage, type PricedUsage } from '../../../contract/cost.ts';
import type { ModelPrices } from '../../../contract/prices.ts';
import type { Tally } from '../../../contract/tally.ts';
import { addUsage, type CallUsage } from '../../../contract/usage.ts';

export interface UsageNumbers {
  models: ModelUsageNumbers[];
  calls: number;
  promptTokens: number;
  /** Of the prompt tokens those that providers had cached, from 0 to 1; left out where there were none. */
  cachedShare?: number;
  completionTokens: number;
  reused?: CallUsage;
  reasoningTokens: number;
  /** Calls whose tokens are estimated, since their provider counted none. */
  estimatedCalls: number;
  /** Null where the price of a model is not known. */
  costUsd: number | null;
}

export interface ModelUsageNumbers extends PricedUsage {
  model: string;
}

/** What the run used, and what that costs where every price is known. */
export function usageNumbers(usage: Tally['usage'], prices: ModelPrices = {}): UsageNumbers {
  const models = Object.entries(priceUsage(usage, prices)).map(([model, used]) => ({ model, ...used }));
  const reused = models.flatMap((used) => used.reused ?? []);
  const { usd, unpriced } = costOfUsage(usage, prices);
  const promptTokens = total(models.map((used) => used.promptTokens));
  const share = cachedShare({
    promptTokens,
    cachedTokens: total(models.map((used) => used.cachedTokens ?? 0)),
  });
  return {
    models,
    calls: total(models.map(({ calls }) => calls)),
    promptTokens,
    ...(share > 0 ? { cachedShare: share } : {}),
    completionTokens: total(models.map(({ completionTokens }) => completionTokens)),
    ...(reused.length === 0 ? {} : { reused: reused.reduce(addUsage) }),
    reasoningTokens: total(models.map(({ reasoningTokens = 0 }) => reasoningTokens)),
    estimatedCalls: total(models.map(({ estimatedCalls = 0 }) => estimatedCalls)),
    costUsd: unpriced.length === 0 ? usd : null,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
