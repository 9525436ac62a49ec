import type { ContrastNumbers, TierCounts } from '../numbers/contrast.ts';
import { dataTable } from './data-table.ts';
import type { Markup } from '../markup.ts';
import { count, decimal, shareOf } from './written-numbers.ts';

/** Margins in two numbers, what made the pairs, and which tiers stand on either side of them. */
export function contrastTable({
  signals,
  medianMargin,
  meanMargin,
  chosenTiers,
  rejectedTiers,
}: ContrastNumbers): Markup {
  const pairs = signals.judged + signals.delta;
  const hasTiers = [chosenTiers, rejectedTiers].some(({ strong, weak }) => strong + weak > 0);
  const tierRow = (label: string, tier: keyof TierCounts) => [
    label,
    shareOf(chosenTiers[tier], pairs),
    shareOf(rejectedTiers[tier], pairs),
  ];
  return dataTable({
    caption: 'Contrast',
    columns: hasTiers ? ['', 'Chosen', 'Rejected'] : ['', ''],
    rows: [
      ['median margin', decimal(medianMargin)],
      ['mean margin', decimal(meanMargin)],
      ...(signals.delta > 0
        ? [
            ['judged pairs', count(signals.judged)],
            ['delta pairs, strong against weak', count(signals.delta)],
          ]
        : []),
    ]
      .map((cells) => (hasTiers ? [...cells, ''] : cells))
      .concat(
        hasTiers
          ? [
              tierRow('from strong models', 'strong'),
              tierRow('from weak models', 'weak'),
              tierRow('from models of no tier', 'none'),
            ]
          : [],
      ),
  });
}
