import { writtenUsd } from '../../contract/cost.ts';
import type { Progress } from '../../contract/steering.ts';
import { counted } from './amounts.ts';

/**
 * `$0.42 of $5.00 spent · $1.10 projected`; what is not known is left out. Empty where there is nothing to say, as of models
 * that are free.
 */
export function describeSpending({ cost, projected }: Pick<Progress, 'cost' | 'projected'>): string {
  if (cost.usd === 0 && cost.unpriced.length > 0) {
    return `cost not known: ${counted(cost.unpriced.length, 'model')} without a price`;
  }
  if (cost.usd === 0 && cost.budgetUsd === null) return '';
  const budget = cost.budgetUsd === null ? '' : ` of ${writtenUsd(cost.budgetUsd)}`;
  return [
    `${writtenUsd(cost.usd)}${budget} spent`,
    ...(cost.unpriced.length > 0 ? [`${counted(cost.unpriced.length, 'model')} without a price`] : []),
    ...(cost.estimated.length > 0
      ? [`estimated for ${counted(cost.estimated.length, 'model')} without token counts`]
      : []),
    ...(projected.usdTotal === null ? [] : [`${writtenUsd(projected.usdTotal)} projected`]),
  ].join(' · ');
}
