import type {
  DatasetActivities,
  PlanShardsInput,
  PublishDatasetInput,
  ReleaseOutputInput,
  WriteShardInput,
} from '../../src/contract/activities.ts';
import { costOfUsage, priceUsage } from '../../src/contract/cost.ts';
import type { ModelPrices } from '../../src/contract/prices.ts';
import { lossyModels } from '../../src/contract/lossy-models.ts';
import { invalidInput } from '../../src/contract/failures.ts';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';
import type { LoadedRow, PlanCursor, PlannedShards } from '../../src/contract/run.ts';
import type { KeptRow } from '../../src/preference/keep-columns.ts';

export interface FakeDatasetOptions {
  rows: LoadedRow[];
  /** Default: 32. */
  rowsPerShard?: number;
  /** Default: all in one page. */
  shardsPerPage?: number;
  /** Default: none is known. */
  prices?: ModelPrices;
  /** Whether the server is said to know them. Default: no. */
  searchAttributes?: boolean;
  /** Planning ends after it. */
  beforePlanned?: Promise<void>;
}

const file = { path: 'conversations.jsonl', bytes: 1, modifiedAt: 0 };
const source = { path: file.path, name: file.path, files: 1, bytes: 1, fingerprint: '', mapping: {} };

/** Keeps in memory what the real activities read and write, and notes what it was asked. */
export class FakeDataset implements DatasetActivities {
  readonly cursors: PlanCursor[] = [];
  readonly shardsLoaded: number[] = [];
  readonly written: WriteShardInput[] = [];
  readonly published: PublishDatasetInput[] = [];
  readonly released: ReleaseOutputInput[] = [];
  readonly #rows: LoadedRow[];
  readonly #rowsPerShard: number;
  readonly #shardsPerPage: number;
  readonly #prices: ModelPrices;
  readonly #searchAttributes: boolean;
  readonly #beforePlanned: Promise<void>;

  constructor({
    rows,
    rowsPerShard = 32,
    shardsPerPage = Infinity,
    prices = {},
    searchAttributes = false,
    beforePlanned = Promise.resolve(),
  }: FakeDatasetOptions) {
    this.#rows = rows;
    this.#rowsPerShard = rowsPerShard;
    this.#shardsPerPage = shardsPerPage;
    this.#prices = prices;
    this.#searchAttributes = searchAttributes;
    this.#beforePlanned = beforePlanned;
  }

  /** Every row written, in the order of shards and parts. */
  get rows(): KeptRow[] {
    return [...this.written]
      .sort((first, second) => first.shard - second.shard || first.part - second.part)
      .flatMap(({ rows }) => rows);
  }

  readonly planDataset: DatasetActivities['planDataset'] = async ({ input: given }) => {
    await this.#beforePlanned;
    const parsed = parseRunInput(given);
    if ('problems' in parsed) throw invalidInput(parsed.problems);
    const start = cursorAt(0, 0);
    return {
      input: parsed.input,
      source,
      planned: this.#page(start),
      prices: this.#prices,
      searchAttributes: this.#searchAttributes,
    };
  };

  readonly planShards = ({ cursor }: PlanShardsInput): Promise<PlannedShards> => {
    this.cursors.push(cursor);
    return Promise.resolve(this.#page(cursor));
  };

  readonly loadShard: DatasetActivities['loadShard'] = ({ shard: { index, firstRow, rowCount } }) => {
    this.shardsLoaded.push(index);
    return Promise.resolve(this.#rows.slice(firstRow, firstRow + rowCount));
  };

  readonly releaseOutput: DatasetActivities['releaseOutput'] = (request) => {
    this.released.push(request);
    return Promise.resolve();
  };

  readonly writeShard: DatasetActivities['writeShard'] = (part) => {
    this.written.push(part);
    return Promise.resolve();
  };

  readonly publishDataset: DatasetActivities['publishDataset'] = (request) => {
    this.published.push(request);
    const { input, tally, prices, partial } = request;
    const { usd: costUsd, ...cost } = costOfUsage(tally.usage, prices);
    const usage = priceUsage(tally.usage, prices);
    const { rows, pairs, dropped } = tally;
    return Promise.resolve({
      output: input.output.path,
      rows,
      pairs,
      dropped,
      usage,
      costUsd,
      ...cost,
      lossyModels: lossyModels(tally),
      ...(partial ? { partial: partial.message } : {}),
    });
  };

  readonly publishEndedRun: DatasetActivities['publishEndedRun'] = ({ workflowId }) =>
    Promise.reject(new Error(`The fake publishes no ended run, and was asked for ${workflowId}`));

  #page({ shard, row }: PlanCursor): PlannedShards {
    const shards = [];
    let firstRow = row;
    while (firstRow < this.#rows.length && shards.length < this.#shardsPerPage) {
      const rowCount = Math.min(this.#rowsPerShard, this.#rows.length - firstRow);
      shards.push({
        index: shard + shards.length,
        file,
        firstRow,
        lastRow: firstRow + rowCount - 1,
        sourceRows: rowCount,
        rowCount,
        stretches: [{ firstRow, number: firstRow + 1, start: firstRow, end: firstRow + rowCount }],
        repeated: [],
      });
      firstRow += rowCount;
    }
    return { shards, next: firstRow < this.#rows.length ? cursorAt(firstRow, shard + shards.length) : null };
  }
}

function cursorAt(row: number, shard: number): PlanCursor {
  return { file: 0, start: row, number: row + 1, row, shard, page: 0, rowsLeft: null, draw: null };
}
