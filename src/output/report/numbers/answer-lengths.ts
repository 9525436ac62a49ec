import type { RowPair } from './candidates-row.ts';
import { roundedShare } from './rounded.ts';
import { RunningMean } from './running-mean.ts';

/** Whether the longer answer wins, in characters (UTF-16 code units), over pairs. */
export interface LengthNumbers {
  chosenLonger: number;
  sameLength: number;
  chosenShorter: number;
  /** Of the pairs whose answers differ in length. */
  longerWinsShare: number | null;
  meanChosenCharacters: number | null;
  meanRejectedCharacters: number | null;
}

export class AnswerLengths {
  #chosenLonger = 0;
  #sameLength = 0;
  #chosenShorter = 0;
  readonly #chosen = new RunningMean();
  readonly #rejected = new RunningMean();

  add({ chosen, rejected }: RowPair): void {
    const longerBy = chosen.text.length - rejected.text.length;
    if (longerBy > 0) this.#chosenLonger += 1;
    else if (longerBy < 0) this.#chosenShorter += 1;
    else this.#sameLength += 1;
    this.#chosen.add(chosen.text.length);
    this.#rejected.add(rejected.text.length);
  }

  numbers(): LengthNumbers {
    return {
      chosenLonger: this.#chosenLonger,
      sameLength: this.#sameLength,
      chosenShorter: this.#chosenShorter,
      longerWinsShare: roundedShare(this.#chosenLonger, this.#chosenLonger + this.#chosenShorter),
      meanChosenCharacters: this.#chosen.numbers().mean,
      meanRejectedCharacters: this.#rejected.numbers().mean,
    };
  }
}
