/** A gate that stays closed until the test opens it. */
export interface Latch {
  opened: Promise<void>;
  open(): void;
}

export function latch(): Latch {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Something that only grows, and that a test can wait for. */
export class Log<Entry> {
  readonly entries: Entry[] = [];
  readonly #waiting: { until: (entries: readonly Entry[]) => boolean; done: () => void }[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
    for (const { until, done } of this.#waiting) if (until(this.entries)) done();
  }

  async until(condition: (entries: readonly Entry[]) => boolean): Promise<void> {
    if (condition(this.entries)) return;
    await new Promise<void>((done) => this.#waiting.push({ until: condition, done }));
  }
}
