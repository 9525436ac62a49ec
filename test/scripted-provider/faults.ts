import {
  contentFilter,
  failure,
  garbage,
  insufficientQuota,
  length,
  rateLimit,
  refusal,
  type Behaviour,
} from './behaviour.ts';
import { draw } from './draw.ts';
import type { ScriptedRequest } from './scripted-request.ts';

const faults = {
  rateLimit: () => rateLimit({ 'retry-after-ms': '200' }),
  serverError: () => failure(500),
  unavailable: () => failure(503),
  unauthorized: () => failure(401, { code: 'invalid_api_key', message: 'Incorrect API key provided' }),
  badRequest: () => failure(400),
  contextTooLong: () => failure(400, { code: 'context_length_exceeded' }),
  quota: insufficientQuota,
  refused: () => failure(400, { code: 'content_filter' }),
  reset: () => ({ kind: 'reset' }),
  cut: () => ({ kind: 'cut' }),
  stall: () => ({ kind: 'stall' }),
  hang: () => ({ kind: 'hang' }),
  garbage,
  refusal: () => refusal('I cannot help with that.'),
  contentFilter,
  length: () => length('This answer stops in the middle of'),
} satisfies Record<string, () => Behaviour>;

export type FaultName = keyof typeof faults;

/** The share of requests, from 0 to 1, that meets each fault. */
export type FaultRates = Partial<Record<FaultName, number>>;

/**
 * The fault a request meets, if any. Drawn from its content and how often it came before: the same run meets the same
 * faults whatever its order, and a request tried again gets a fresh draw.
 */
export function drawFault(
  { body, occurrence }: ScriptedRequest,
  rates: FaultRates,
  seed: number,
): Behaviour | undefined {
  let left = draw('fault', seed, body, occurrence);
  for (const [name, rate] of Object.entries(rates) as [FaultName, number][]) {
    if (left < rate) return faults[name]();
    left -= rate;
  }
  return undefined;
}

/** Reads `{"rateLimit": 0.05, …}`; an unknown name or a rate outside 0 to 1 is an error. */
export function parseFaultRates(json: string): FaultRates {
  const rates = JSON.parse(json) as Record<string, unknown>;
  for (const [name, rate] of Object.entries(rates)) {
    if (!(name in faults)) throw new Error(`Unknown fault ${name}; known: ${Object.keys(faults).join(', ')}`);
    if (typeof rate !== 'number' || rate < 0 || rate > 1)
      throw new Error(`The rate of ${name} is not from 0 to 1`);
  }
  return rates;
}
