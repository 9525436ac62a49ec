import type { ScriptedRequest } from './scripted-request.ts';

/** What the provider saw and would have charged for. */
export interface Ledger {
  received: number;
  /** Completions answered in full with status 200. */
  paid: number;
  /** Connections that closed before the answer was out. */
  aborted: number;
  byStatus: Record<string, number>;
  maxInFlight: number;
  /** Of those not turned away for being too many. */
  maxAccepted: number;
  tokens: number;
  /** What it charged, in millionths of a dollar: whole numbers where its prices are. */
  chargedMillionths: number;
  /** Paid requests whose very body had been paid for before. */
  paidAgain: number;
}

/** By model id, in dollars for a million tokens. A model that is not there is free. */
export type LedgerPrices = Record<string, { prompt: number; completion: number }>;

export interface ChargedTokens {
  prompt_tokens: number;
  completion_tokens: number;
}

export class LedgerKeeper {
  readonly ledger: Ledger = {
    received: 0,
    paid: 0,
    aborted: 0,
    byStatus: {},
    maxInFlight: 0,
    maxAccepted: 0,
    tokens: 0,
    chargedMillionths: 0,
    paidAgain: 0,
  };
  inFlight = 0;
  readonly #accepted = new Set<ScriptedRequest>();
  readonly #occurrences = new Map<string, number>();
  readonly #paid = new Set<string>();
  readonly #prices: LedgerPrices;

  /** How many times this very body came before. */
  occurrence(body: string): number {
    const before = this.#occurrences.get(body) ?? 0;
    this.#occurrences.set(body, before + 1);
    return before;
  }

  begin(): void {
    this.ledger.received += 1;
    this.inFlight += 1;
    this.ledger.maxInFlight = Math.max(this.ledger.maxInFlight, this.inFlight);
  }

  /** Takes a request on unless there are too many. */
  accept(request: ScriptedRequest, mostInFlight: number): boolean {
    if (this.#accepted.size >= mostInFlight) return false;
    this.#accepted.add(request);
    this.ledger.maxAccepted = Math.max(this.ledger.maxAccepted, this.#accepted.size);
    return true;
  }

  constructor(prices: LedgerPrices = {}) {
    this.#prices = prices;
  }

  end(request: ScriptedRequest, charged: ChargedTokens | undefined): void {
    this.inFlight -= 1;
    this.#accepted.delete(request);
    if (request.outcome === 'aborted') this.ledger.aborted += 1;
    else
      this.ledger.byStatus[String(request.status)] = (this.ledger.byStatus[String(request.status)] ?? 0) + 1;
    if (request.outcome === 'answered' && charged) this.#pay(request, charged);
  }

  #pay(request: ScriptedRequest, { prompt_tokens, completion_tokens }: ChargedTokens): void {
    const body = JSON.stringify(request.body);
    const price = this.#prices[request.body.model] ?? { prompt: 0, completion: 0 };
    this.ledger.paid += 1;
    this.ledger.tokens += prompt_tokens + completion_tokens;
    this.ledger.chargedMillionths += prompt_tokens * price.prompt + completion_tokens * price.completion;
    if (this.#paid.has(body)) this.ledger.paidAgain += 1;
    this.#paid.add(body);
  }
}
