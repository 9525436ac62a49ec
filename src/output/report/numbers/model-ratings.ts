import { pairsOf, type CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { HalfStepHistogram, ratingBins } from './half-step-histogram.ts';
import { RunningMean } from './running-mean.ts';

/** How one model did as a candidate. */
export interface ModelNumbers {
  model: string;
  candidates: number;
  /** Of these, how many have a text. */
  answered: number;
  rated: number;
  meanRating: number | null;
  /** Rated candidates by the nearest half from 1 to 5: nine counts. */
  ratingHistogram: number[];
  chosen: number;
  rejected: number;
}

class ModelRecord {
  candidates = 0;
  answered = 0;
  chosen = 0;
  rejected = 0;
  readonly mean = new RunningMean();
  readonly histogram = new HalfStepHistogram(ratingBins);
}

/** Ratings, and places in pairs, by model, in the order in which models first came. */
export class ModelRatings {
  readonly #models = new Map<string, ModelRecord>();

  add(row: CandidatesRow): void {
    for (const [candidate, model] of row.generation_models.entries()) {
      const record = this.#recordOf(model);
      const rating = row.ratings[candidate];
      record.candidates += 1;
      if (row.generations[candidate] != null) record.answered += 1;
      if (rating == null) continue;
      record.mean.add(rating);
      record.histogram.add(rating);
    }
    for (const pair of pairsOf(row)) {
      this.#recordOf(pair.chosen.model).chosen += 1;
      this.#recordOf(pair.rejected.model).rejected += 1;
    }
  }

  numbers(): ModelNumbers[] {
    return [...this.#models].map(([model, record]) => {
      const { count, mean } = record.mean.numbers();
      return {
        model,
        candidates: record.candidates,
        answered: record.answered,
        rated: count,
        meanRating: mean,
        ratingHistogram: record.histogram.counts(),
        chosen: record.chosen,
        rejected: record.rejected,
      };
    });
  }

  #recordOf(model: string): ModelRecord {
    return entryOf(this.#models, model, () => new ModelRecord());
  }
}
