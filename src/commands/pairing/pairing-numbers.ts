import type { Judgement } from '../../preference/judgement.ts';
import type { CandidatesColumns, KeptRow } from '../../preference/keep-columns.ts';
import { pairPlaces } from '../../preference/pair-places.ts';

/** What a policy makes of a dataset's candidates; means over its pairs, null where it makes none. */
export interface PairingNumbers {
  rows: number;
  pairs: number;
  rowsWithoutPair: number;
  /** In rating points. */
  margin: number | null;
  chosenCharacters: number | null;
  rejectedCharacters: number | null;
  /** Share of the pairs whose chosen text is the longer one. */
  longerChosen: number | null;
  /** Of the words of both texts, the share that only one of them has. */
  contrast: number | null;
  /** Of the single ratings of both texts by judge, aspect and order, the share that puts the chosen one higher; equals half. */
  agreement: number | null;
}

class Mean {
  #sum = 0;
  #count = 0;

  add(value: number): void {
    this.#sum += value;
    this.#count += 1;
  }

  value(): number | null {
    return this.#count > 0 ? this.#sum / this.#count : null;
  }
}

/** Takes paired rows one by one, and keeps sums alone. */
export class PairingTally {
  #rows = 0;
  #pairs = 0;
  #rowsWithoutPair = 0;
  readonly #margin = new Mean();
  readonly #chosen = new Mean();
  readonly #rejected = new Mean();
  readonly #longer = new Mean();
  readonly #contrast = new Mean();
  readonly #agreement = new Mean();

  add({ columns }: KeptRow): void {
    this.#rows += 1;
    const pairs = columns ? pairPlaces(columns) : [];
    if (pairs.length === 0) this.#rowsWithoutPair += 1;
    for (const pair of pairs) if (columns) this.#addPair(columns, pair.chosen_index, pair.rejected_index);
  }

  numbers(): PairingNumbers {
    return {
      rows: this.#rows,
      pairs: this.#pairs,
      rowsWithoutPair: this.#rowsWithoutPair,
      margin: this.#margin.value(),
      chosenCharacters: this.#chosen.value(),
      rejectedCharacters: this.#rejected.value(),
      longerChosen: this.#longer.value(),
      contrast: this.#contrast.value(),
      agreement: this.#agreement.value(),
    };
  }

  #addPair(columns: CandidatesColumns, chosen: number, rejected: number): void {
    const [better, worse] = [columns.generations[chosen] ?? '', columns.generations[rejected] ?? ''];
    this.#pairs += 1;
    this.#chosen.add(better.length);
    this.#rejected.add(worse.length);
    this.#longer.add(better.length > worse.length ? 1 : 0);
    this.#contrast.add(wordsApart(better, worse));
    const margin = differenceOf(columns.ratings, chosen, rejected);
    if (margin !== null) this.#margin.add(margin);
    for (const vote of votesOf(columns.judgements, chosen, rejected)) this.#agreement.add(vote);
  }
}

/** 1 minus the Jaccard index of the two sets of words. */
export function wordsApart(one: string, other: string): number {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const all = new Set([...first, ...second]);
  if (all.size === 0) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return 1 - shared / all.size;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function votesOf(judgements: readonly Judgement[], chosen: number, rejected: number): number[] {
  return judgements.flatMap(({ ratings }) => {
    const difference = differenceOf(ratings, chosen, rejected);
    return difference === null ? [] : [difference === 0 ? 0.5 : difference > 0 ? 1 : 0];
  });
}

function differenceOf(ratings: readonly (number | null)[], one: number, other: number): number | null {
  const [first, second] = [ratings[one] ?? null, ratings[other] ?? null];
  return first === null || second === null ? null : first - second;
}
