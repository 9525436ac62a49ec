import { costOfUsage, knownUsd, priceUsage, writtenCost, writtenUsd } from '../../contract/cost.ts';
import type { ModelPrices } from '../../contract/prices.ts';
import { priceIn, priceOf } from '../../contract/prices.ts';
import type { Usage } from '../../contract/usage.ts';

/** What the same calls would cost in each lane; nothing where no model's provider is known to sell one. */
export function laneLines(usage: Usage, prices: ModelPrices): string[] {
  const models = Object.keys(usage).filter((model) => priceOf(model, prices) !== undefined);
  const sold = [
    ...new Set(models.flatMap((model) => Object.keys(priceOf(model, prices)?.lanes ?? {}))),
  ].sort();
  if (sold.length === 0) return [];
  const costs = [undefined, ...sold].map((lane) => {
    const cost = costOfUsage(inLane(usage, lane), prices);
    const without = models.filter((model) => priceIn(priceOf(model, prices), lane) === undefined);
    const lacking = without.length === 0 || knownUsd(cost) === null ? '' : `, without ${without.join(', ')}`;
    return `${lane ?? 'live'} ${writtenCost(cost)}${lacking}`;
  });
  return [`By lane, as far as the price of each is known: ${costs.join('; ')}`];
}

/** How much of the sum is known; nothing where all of it is. */
export function knownLine(usage: Usage, prices: ModelPrices): string[] {
  const cost = costOfUsage(usage, prices);
  if (cost.unpriced.length === 0) return [];
  const priced = Object.entries(priceUsage(usage, prices));
  const known = priced.filter(([, { costUsd }]) => costUsd !== null);
  const total = (of: typeof priced, count: 'calls' | 'tokens') =>
    of.reduce(
      (sum, [, used]) => sum + (count === 'calls' ? used.calls : used.promptTokens + used.completionTokens),
      0,
    );
  const share = Math.floor((100 * total(known, 'tokens')) / Math.max(1, total(priced, 'tokens')));
  const usd = knownUsd(cost);
  return [
    `Known is the cost of ${total(known, 'calls')} of ${total(priced, 'calls')} calls, with ${share} % of the tokens` +
      (usd === null ? '' : `: ${writtenUsd(usd)}. The rest comes on top`),
  ];
}

function inLane(usage: Usage, lane: string | undefined): Usage {
  return Object.fromEntries(
    Object.entries(usage).map(([model, { lanes: _, ...used }]) => [
      model,
      lane === undefined ? used : { ...used, lanes: { [lane]: used } },
    ]),
  );
}
