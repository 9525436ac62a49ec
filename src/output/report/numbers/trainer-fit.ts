/** TRL's own `max_length`, as of every trainer below. */
export const usualMaxLength = 1024;

/** What trainers make of a prompt and its completions, in tokens; see `src/tokens/sequence-lengths.ts`. */
export interface SequenceLengths {
  prompt: number;
  wholes: number[];
  marked: { prompt: number; wholes: number[] };
}

export const fittedTrainers = ['DPO', 'KTO', 'Reward', 'ORPO and CPO'] as const;

/** What a trainer of TRL would do to the rows of its config. */
export interface TrainerFitNumbers {
  trainer: (typeof fittedTrainers)[number];
  config: 'trl' | 'kto';
  rows: number;
  /** At 1,024 tokens; of ORPO and CPO, left without a token of the answer. */
  dropped: number;
  /** Cut, and used all the same. */
  truncated: number;
  /** The smallest `max_length` at which 99 % of the rows are neither; null without rows. */
  keepsAlmostAll: number | null;
}

/** Counts rows by the length they need; as many numbers are held as there are different lengths. */
export class TrainerFit {
  readonly #counts = {
    DPO: new FitCount('trl'),
    KTO: new FitCount('kto'),
    Reward: new FitCount('trl'),
    'ORPO and CPO': new FitCount('trl'),
  } satisfies Record<(typeof fittedTrainers)[number], FitCount>;

  rows = 0;

  addPair({ prompt, wholes, marked }: SequenceLengths): void {
    this.rows += 1;
    this.#counts.DPO.add(Math.max(...wholes), prompt >= usualMaxLength);
    this.#counts.Reward.add(Math.max(...wholes), Math.max(...wholes) > usualMaxLength);
    this.#counts['ORPO and CPO'].add(Math.max(...marked.wholes), marked.prompt >= usualMaxLength);
  }

  addCompletion({ prompt, wholes }: SequenceLengths): void {
    this.rows += 1;
    this.#counts.KTO.add(Math.max(...wholes), prompt >= usualMaxLength);
  }

  numbers(): TrainerFitNumbers[] {
    return fittedTrainers.map((trainer) => ({ trainer, ...this.#counts[trainer].numbers() }));
  }
}

const almostAll = 0.99;

class FitCount {
  #rows = 0;
  #dropped = 0;
  #truncated = 0;
  readonly #byLength = new Map<number, number>();
  readonly #config: TrainerFitNumbers['config'];

  constructor(config: TrainerFitNumbers['config']) {
    this.#config = config;
  }

  add(needed: number, dropped: boolean): void {
    this.#rows += 1;
    if (dropped) this.#dropped += 1;
    else if (needed > usualMaxLength) this.#truncated += 1;
    this.#byLength.set(needed, (this.#byLength.get(needed) ?? 0) + 1);
  }

  numbers(): Omit<TrainerFitNumbers, 'trainer'> {
    return {
      config: this.#config,
      rows: this.#rows,
      dropped: this.#dropped,
      truncated: this.#truncated,
      keepsAlmostAll: this.#lengthFor(Math.ceil(this.#rows * almostAll - 1e-9)),
    };
  }

  #lengthFor(rows: number): number | null {
    let kept = 0;
    for (const [length, count] of [...this.#byLength].sort(([one], [other]) => one - other)) {
      kept += count;
      if (kept >= rows) return length;
    }
    return null;
  }
}
