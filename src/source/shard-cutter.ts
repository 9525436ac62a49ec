import { limits } from '../contract/limits.ts';
import type { RepeatedRow, Shard, SourceFile } from '../contract/run.ts';
import { ShardBudget, type BudgetedSettings, type SourceRowSize } from './shard-budget.ts';
import type { RowPlace } from './row-reader.ts';

export interface PlacedRow {
  /** Counted from 0 over the source. */
  row: number;
  place: RowPlace & { end: number };
  size: SourceRowSize;
  repeated: RepeatedRow | undefined;
}

/** Collects rows into shards, until one planning call has returned enough of them. */
export class ShardCutter {
  readonly shards: Shard[] = [];
  readonly #budget: ShardBudget;
  readonly #firstIndex: number;
  #file: SourceFile | undefined;
  #bytes = 0;

  constructor(settings: BudgetedSettings, firstIndex: number) {
    this.#budget = new ShardBudget(settings);
    this.#firstIndex = firstIndex;
  }

  /** Shards never reach over two files. */
  startFile(file: SourceFile): void {
    this.#file = file;
  }

  /** Takes a row into the last shard or a new one; false where that would be one too many. */
  take({ row, place, size, repeated }: PlacedRow): boolean {
    const shard = this.#shardFor(row, size);
    if (!shard) return false;
    this.#budget.take(size);
    shard.lastRow = row;
    shard.sourceRows += 1;
    shard.rowCount += size.rows;
    if (repeated) shard.repeated.push(repeated);
    const stretch = shard.stretches.at(-1);
    if (stretch && row === this.#rowBehind) stretch.end = place.end;
    else shard.stretches.push({ firstRow: row, number: place.number, start: place.start, end: place.end });
    this.#rowBehind = row + 1;
    return true;
  }

  /** A row that follows the last one taken goes on with its stretch. */
  #rowBehind = -1;

  #shardFor(row: number, size: SourceRowSize): Shard | undefined {
    const last = this.shards.at(-1);
    if (last && last.file === this.#file && this.#budget.fits(size)) return last;
    if (last) this.#bytes += JSON.stringify(last).length;
    if (!this.#file || this.shards.length >= limits.plannedShards || this.#bytes > limits.plannedBytes)
      return undefined;
    const index = this.#firstIndex + this.shards.length;
    const rows = { firstRow: row, lastRow: row, sourceRows: 0, rowCount: 0 };
    const shard: Shard = { index, file: this.#file, ...rows, stretches: [], repeated: [] };
    this.shards.push(shard);
    this.#budget.startNext();
    return shard;
  }
}
