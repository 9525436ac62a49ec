import { seededRandom } from '../../preference/seeded-random.ts';
import type { CandidatesRow, RowPair } from './numbers/candidates-row.ts';
import { sampledPair, type SampledPair } from './sampled-pair.ts';

const sampleKeys = { judged: 'report sample', delta: 'report sample of delta pairs' } as const;

interface Drawn {
  draw: number;
  arrival: number;
  pair: SampledPair;
}

/**
 * An even sample of a stream of pairs in bounded memory: every row draws a number from its own id, the lowest stay.
 * Unlike a reservoir filled by arrival, the same rows are drawn in whatever order they come.
 */
export class PairSample {
  readonly #seed: number;
  readonly #size: number;
  #arrivals = 0;
  #drawn: Drawn[] = [];

  constructor({ seed, size }: { seed: number; size: number }) {
    this.#seed = seed;
    this.#size = size;
  }

  add(row: CandidatesRow, pair: RowPair): void {
    const arrival = this.#arrivals;
    this.#arrivals += 1;
    const draw = seededRandom(this.#seed, row.row_id, sampleKeys[pair.signal])();
    const highest = this.#drawn[this.#size - 1];
    if (this.#size === 0 || (highest && highest.draw <= draw)) return;
    this.#drawn = [...this.#drawn, { draw, arrival, pair: sampledPair(row, pair) }]
      .sort((one, other) => one.draw - other.draw || one.arrival - other.arrival)
      .slice(0, this.#size);
  }

  /** In the order of the rows. */
  pairs(): SampledPair[] {
    return this.#drawn.toSorted((one, other) => one.arrival - other.arrival).map(({ pair }) => pair);
  }
}
