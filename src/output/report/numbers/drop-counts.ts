export interface DropNumbers {
  reason: string;
  rows: number;
}

/** Rows without a pair by reason, the most frequent first. */
export class DropCounts {
  readonly #rows = new Map<string, number>();

  add({ reason }: { reason: string }): void {
    this.#rows.set(reason, (this.#rows.get(reason) ?? 0) + 1);
  }

  get total(): number {
    return [...this.#rows.values()].reduce((sum, rows) => sum + rows, 0);
  }

  numbers(): DropNumbers[] {
    return [...this.#rows]
      .map(([reason, rows]) => ({ reason, rows }))
      .sort((one, other) => other.rows - one.rows || (one.reason < other.reason ? -1 : 1));
  }
}
