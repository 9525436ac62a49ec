import type { ModelPrices } from '../../contract/prices.ts';
import type { Tally } from '../../contract/tally.ts';
import { AnswerLengths, type LengthNumbers } from './numbers/answer-lengths.ts';
import type { Tier } from '../../preference/draw-generators.ts';
import { marginOf, pairsOf, type CandidatesRow } from './numbers/candidates-row.ts';
import { Contrast, type ContrastNumbers } from './numbers/contrast.ts';
import { DropCounts, type DropNumbers } from './numbers/drop-counts.ts';
import { HalfStepHistogram, marginBins } from './numbers/half-step-histogram.ts';
import { JuryAgreement, type JudgeAgreement } from './numbers/judge-agreement.ts';
import { JuryWorth, type JuryNumbers } from './numbers/jury-worth.ts';
import { ModelComparisons, type ModelComparison } from './numbers/model-comparisons.ts';
import { ModelRatings, type ModelNumbers } from './numbers/model-ratings.ts';
import { RatingTies, type TieNumbers } from './numbers/rating-ties.ts';
import { PositionTally, type JudgePositions, type PositionNumbers } from './numbers/shown-positions.ts';
import { SwapTally, type SwapAgreement } from './numbers/swap-agreement.ts';
import type { TrainerFitNumbers } from './numbers/trainer-fit.ts';
import { usageNumbers, type UsageNumbers } from './numbers/usage-cost.ts';
import { PairSample } from './pair-sample.ts';
import type { SampledPair } from './sampled-pair.ts';

/** What the data says about itself: plain JSON, kept in `run.json` and drawn in `report.html`. */
export interface QualityNumbers {
  rows: number;
  pairs: number;
  models: ModelNumbers[];
  comparisons: ModelComparison[];
  positions: { overall: PositionNumbers; byJudge: JudgePositions[] };
  ties: TieNumbers;
  /** How different chosen and rejected are. */
  contrast: ContrastNumbers;
  /** Pairs by the margin between chosen and rejected, to the nearest half from 0 to 4: nine counts. */
  marginHistogram: number[];
  lengths: LengthNumbers;
  /** Between judges; null with one judge. */
  judgeAgreement: JudgeAgreement[] | null;
  /** What the ratings of the jury are worth; null with one judge. */
  jury: JuryNumbers | null;
  /** Of a judge with itself; null with one order. */
  swapAgreement: SwapAgreement[] | null;
  drops: DropNumbers[];
  /** What trainers do to the rows; absent where no tokenizer was named. */
  fit?: TrainerFitNumbers[];
  usage: UsageNumbers;
}

export interface QualityTallyOptions {
  /** Draws the sampled pairs. */
  seed: number;
  sampleSize?: number;
  /** Of the candidates that have one, by their names. */
  tiers?: ReadonlyMap<string, Tier>;
}

/** Takes a dataset row by row and keeps counts and a sample of its pairs, never the rows. */
export class QualityTally {
  #pairs = 0;
  #rowsWithPair = 0;
  readonly #models = new ModelRatings();
  readonly #comparisons = new ModelComparisons();
  readonly #positions = new PositionTally();
  readonly #ties = new RatingTies();
  readonly #margins = new HalfStepHistogram(marginBins);
  readonly #contrast: Contrast;
  readonly #lengths = new AnswerLengths();
  readonly #jury = new JuryAgreement();
  readonly #worth = new JuryWorth();
  readonly #swaps = new SwapTally();
  readonly #drops = new DropCounts();
  readonly #sample: PairSample;

  constructor({ seed, sampleSize = 40, tiers = new Map() }: QualityTallyOptions) {
    this.#contrast = new Contrast(tiers);
    this.#sample = new PairSample({ seed, size: sampleSize });
  }

  /** A row of `candidates`, with or without a pair; `tokens` are the lengths of its answers where they were counted. */
  add(row: CandidatesRow, tokens?: readonly number[]): void {
    for (const part of [
      this.#models,
      this.#comparisons,
      this.#positions,
      this.#ties,
      this.#jury,
      this.#worth,
      this.#swaps,
    ]) {
      part.add(row);
    }
    const pairs = pairsOf(row);
    if (pairs.length > 0) this.#rowsWithPair += 1;
    for (const pair of pairs) {
      const margin = marginOf(pair);
      if (margin !== null) this.#margins.add(margin);
      this.#pairs += 1;
      this.#contrast.add(pair);
      this.#lengths.add(pair, tokens);
      this.#sample.add(row, pair);
    }
  }

  /** A row of `dropped`, whether or not `candidates` has it too. */
  addDropped(dropped: { reason: string }): void {
    this.#drops.add(dropped);
  }

  numbers({ usage, prices }: { usage: Tally['usage']; prices?: ModelPrices | undefined }): QualityNumbers {
    return {
      rows: this.#rowsWithPair + this.#drops.total,
      pairs: this.#pairs,
      models: this.#models.numbers(),
      comparisons: this.#comparisons.numbers(),
      positions: this.#positions.numbers(),
      ties: this.#ties.numbers(),
      marginHistogram: this.#margins.counts(),
      contrast: this.#contrast.numbers(),
      lengths: this.#lengths.numbers(),
      judgeAgreement: this.#jury.numbers(),
      jury: this.#worth.numbers(),
      swapAgreement: this.#swaps.numbers(),
      drops: this.#drops.numbers(),
      usage: usageNumbers(usage, prices),
    };
  }

  samples(): SampledPair[] {
    return this.#sample.pairs();
  }
}
