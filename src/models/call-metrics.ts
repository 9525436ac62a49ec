import type { MetricMeter, MetricTags } from '@temporalio/common';
import { costOfCall } from '../contract/cost.ts';
import type { ModelPrice } from '../contract/prices.ts';
import type { TokenUsage } from '../preference/generation.ts';

/** How a call ended; rate limits are expected in a healthy run, and no failures. */
export type CallOutcome = 'answered' | 'failed' | 'rate_limited' | 'cancelled';

export interface EndedCall {
  outcome: CallOutcome;
  /** The failure's type, for a call that failed. */
  reason?: string;
  usage?: TokenUsage | undefined;
}

export interface CallMetrics {
  /** Counts a call as in flight until the returned function is told how it ended. */
  begin(model: string): (ended: EndedCall) => void;
}

/** Model ids come from whoever starts runs: those beyond this many share one label, so that series stay bounded. */
const mostModels = 50;
const otherModels = 'other';

/** Metrics of one provider's calls. Counters take whole numbers only, so money is in millionths of a dollar. */
export function callMetrics(
  meter: MetricMeter,
  provider: string,
  /** By model id. */
  priceOf: (model: string) => ModelPrice | undefined,
): CallMetrics {
  const calls = meter.createCounter('llm_calls', '', 'Model calls that ended, by outcome');
  const tokens = meter.createCounter('llm_tokens', '', 'Tokens, as the provider counted them');
  const cost = meter.createCounter('llm_cost_microdollars', '', 'Cost of calls whose price is known');
  const inFlight = meter.createGauge('llm_calls_in_flight', 'int', '', 'Model calls that await their answer');
  const duration = meter.createHistogram('llm_call_duration', 'float', 'seconds', 'From request to answer');
  const callsInFlight = new Map<string, number>();
  const labels = new Set<string>();

  const labelOf = (model: string): string => {
    if (labels.size < mostModels) labels.add(model);
    return labels.has(model) ? model : otherModels;
  };
  const count = (tags: MetricTags & { model: string }, change: 1 | -1): void => {
    const now = (callsInFlight.get(tags.model) ?? 0) + change;
    callsInFlight.set(tags.model, now);
    inFlight.set(now, tags);
  };

  return {
    begin(model) {
      const tags = { provider, model: labelOf(model) };
      const began = performance.now();
      count(tags, 1);
      return ({ outcome, reason = 'none', usage }) => {
        count(tags, -1);
        calls.add(1, { ...tags, outcome, reason });
        duration.record((performance.now() - began) / 1_000, { ...tags, outcome });
        if (!usage) return;
        tokens.add(usage.promptTokens, { ...tags, kind: 'prompt' });
        tokens.add(usage.completionTokens, { ...tags, kind: 'completion' });
        const price = priceOf(model);
        const usd = price ? costOfCall(model, usage, { [model]: price }) : null;
        if (usd !== null) cost.add(Math.round(usd * 1_000_000), tags);
      };
    },
  };
}
