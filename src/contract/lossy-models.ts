import { describeDropped } from './failed-rows.ts';
import type { LossyModel } from './run.ts';
import type { Tally } from './tally.ts';

/** Fewer are the ordinary accidents of a long run. */
const namedFrom = 0.1;

/** Those that lost more than a tenth of their calls, the worst first. */
export function lossyModels({ lost, usage }: Pick<Tally, 'lost' | 'usage'>): LossyModel[] {
  return Object.entries(lost)
    .map(([model, { unanswered, reasons }]) => ({
      model,
      calls: (usage[model]?.calls ?? 0) + (usage[model]?.reused?.calls ?? 0) + unanswered,
      lost: Object.values(reasons).reduce((sum, count) => sum + count, 0),
      reasons,
    }))
    .filter(({ calls, lost: losses }) => losses > calls * namedFrom)
    .sort((first, second) => second.lost / second.calls - first.lost / first.calls);
}

/** `lost 12 of 40 calls: 10 × Llm.Timeout, 2 × Llm.Refused`. */
export function describeLosses({ calls, lost, reasons }: LossyModel): string {
  return `lost ${lost} of ${calls} calls: ${describeDropped(reasons)}`;
}
