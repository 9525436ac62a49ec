import { boundsOfDraw } from '../preference/draw-generators.ts';
import { poolOf } from '../preference/pool-of.ts';
import { limits } from '../contract/limits.ts';
import { requestOptionsOf } from '../contract/request-options.ts';
import { jsonBytes } from '../contract/text-size.ts';
import type { RunSettings } from '../contract/run.ts';

/** Three events for each activity, and a workflow task for each in the worst case. */
const eventsPerCall = 6;

/**
 * The longest tokens of common scripts, as answers of a thousand of them were measured: 6 to 14 bytes. The budget is a
 * target well inside what servers take; what passes it is bounded as it comes, row by row.
 */
const bytesPerToken = 14;

/** Beyond so many, maxTokens is room to think in, and no answer's likely length. */
const likelyTokens = 4_096;

export interface SourceRowSize {
  /** Rows of the run that it makes. */
  rows: number;
  /** Of their text together. */
  bytes: number;
}

export type BudgetedSettings = Pick<RunSettings, 'generators' | 'candidates' | 'judges' | 'pairing'>;

/** Decides how many rows one shard takes, from what each costs the history of its workflow. */
export class ShardBudget {
  readonly #calls: number;
  readonly #answerBytes: number;
  readonly #optionBytes: number;
  readonly #mostRows: number;
  #rows = 0;
  #sourceBytes = 0;
  #historyBytes = 0;

  constructor({ generators, judges, ...drawing }: BudgetedSettings) {
    const pool = poolOf(drawing);
    const { most: samples } = boundsOfDraw(generators, pool, (generator) => generator.samples);
    const judgements = judges.reduce((sum, { aspects, orders }) => sum + aspects.length * orders, 0);
    const { most: answerTokens } = boundsOfDraw(
      generators,
      pool,
      (generator) => generator.samples * Math.min(generator.maxTokens, likelyTokens),
    );
    this.#calls = samples + judgements;
    // An answer stands in the history as it comes, before each judge, and as it is written.
    this.#answerBytes = answerTokens * bytesPerToken * (2 + judgements);
    const optionBytes = (asked: Parameters<typeof requestOptionsOf>[0]) => jsonBytes(requestOptionsOf(asked));
    const { most: generatorBytes } = boundsOfDraw(
      generators,
      pool,
      (generator) => generator.samples * optionBytes(generator),
    );
    this.#optionBytes = judges.reduce(
      (sum, judge) =>
        sum +
        judge.orders *
          judge.aspects.reduce(
            (bytes, aspect) => bytes + optionBytes(judge) + ('rubric' in aspect ? jsonBytes(aspect) : 0),
            0,
          ),
      generatorBytes,
    );
    const mostByEvents = Math.floor(limits.shardHistoryEvents / (eventsPerCall * this.#calls));
    this.#mostRows = Math.max(1, Math.min(limits.shardRows, mostByEvents));
  }

  /** Whether a source row still fits beside those taken; the first always does. */
  fits(size: SourceRowSize): boolean {
    if (this.#rows === 0) return true;
    return (
      this.#rows + size.rows <= this.#mostRows &&
      this.#sourceBytes + size.bytes <= limits.shardSourceBytes &&
      this.#historyBytes + this.#historyCost(size) <= limits.shardHistoryBytes
    );
  }

  take(size: SourceRowSize): void {
    this.#rows += size.rows;
    this.#sourceBytes += size.bytes;
    this.#historyBytes += this.#historyCost(size);
  }

  startNext(): void {
    this.#rows = 0;
    this.#sourceBytes = 0;
    this.#historyBytes = 0;
  }

  /** A row stands in the history as it is loaded, in every call, and as it is written. */
  #historyCost({ rows, bytes }: SourceRowSize): number {
    return bytes * (this.#calls + 2) + rows * (this.#answerBytes + this.#optionBytes);
  }
}
