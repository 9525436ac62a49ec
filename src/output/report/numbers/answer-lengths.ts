import type { RowPair } from './candidates-row.ts';
import { roundedShare } from './rounded.ts';
import { RunningMean } from './running-mean.ts';

/** Whether the longer answer wins, over pairs: in tokens where they were counted, else in characters (UTF-16 code units). */
export interface LengthNumbers {
  chosenLonger: number;
  sameLength: number;
  chosenShorter: number;
  /** Of the pairs whose answers differ in length. */
  longerWinsShare: number | null;
  /** Of pairs of like length: the longer is at most a fifth longer. */
  like: { pairs: number; chosenLonger: number; chosenShorter: number; longerWinsShare: number | null };
  /** Null where nobody counted. */
  meanChosenTokens: number | null;
  meanRejectedTokens: number | null;
  meanChosenCharacters: number | null;
  meanRejectedCharacters: number | null;
}

/** The longer of two texts of like length is at most so many times as long. */
const likeness = 1.2;

export class AnswerLengths {
  #chosenLonger = 0;
  #sameLength = 0;
  #chosenShorter = 0;
  readonly #chosen = new RunningMean();
  readonly #rejected = new RunningMean();
  readonly #chosenTokens = new RunningMean();
  readonly #rejectedTokens = new RunningMean();
  readonly #like = { pairs: 0, chosenLonger: 0, chosenShorter: 0 };

  add({ chosen, rejected }: RowPair, tokens?: readonly number[]): void {
    const ofChosen = tokens?.[chosen.candidate] ?? chosen.text.length;
    const ofRejected = tokens?.[rejected.candidate] ?? rejected.text.length;
    const longerBy = ofChosen - ofRejected;
    if (Math.max(ofChosen, ofRejected) <= likeness * Math.min(ofChosen, ofRejected)) {
      this.#like.pairs += 1;
      if (longerBy > 0) this.#like.chosenLonger += 1;
      if (longerBy < 0) this.#like.chosenShorter += 1;
    }
    if (tokens) {
      this.#chosenTokens.add(ofChosen);
      this.#rejectedTokens.add(ofRejected);
    }
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
      like: {
        ...this.#like,
        longerWinsShare: roundedShare(
          this.#like.chosenLonger,
          this.#like.chosenLonger + this.#like.chosenShorter,
        ),
      },
      meanChosenTokens: this.#chosenTokens.numbers().mean,
      meanRejectedTokens: this.#rejectedTokens.numbers().mean,
      meanChosenCharacters: this.#chosen.numbers().mean,
      meanRejectedCharacters: this.#rejected.numbers().mean,
    };
  }
}
