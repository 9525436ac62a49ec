/** The rows of the source that an earlier run dropped, asked for in their order. */
export class DroppedBefore {
  readonly #rows: AsyncIterator<number>;
  #next: number | undefined = -1;

  /** In ascending order; repeats do no harm. */
  constructor(rows: AsyncIterable<number>) {
    this.#rows = rows[Symbol.asyncIterator]();
  }

  /** To be asked of rows in ascending order. */
  async has(row: number): Promise<boolean> {
    while (this.#next !== undefined && this.#next < row) {
      const found: IteratorResult<number, unknown> = await this.#rows.next();
      this.#next = found.done === true ? undefined : found.value;
    }
    return this.#next === row;
  }
}
