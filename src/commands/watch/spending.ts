import type { Progress } from '../../contract/steering.ts';
import { count, duration, money } from './amounts.ts';

/** `$0.42 of $5.00 spent · $1.10 projected · 2 min 5 s left`; what is not known is left out. */
export function describeSpending({ cost, projected }: Pick<Progress, 'cost' | 'projected'>): string {
  const budget = cost.budgetUsd === null ? '' : ` of ${money(cost.budgetUsd)}`;
  return [
    `${money(cost.usd)}${budget} spent`,
    ...(cost.unpriced.length > 0 ? [`${count(cost.unpriced.length)} models without a price`] : []),
    ...(projected.usdTotal === null ? [] : [`${money(projected.usdTotal)} projected`]),
    ...(projected.secondsLeft === null ? [] : [`${duration(projected.secondsLeft)} left`]),
  ].join(' · ');
}
