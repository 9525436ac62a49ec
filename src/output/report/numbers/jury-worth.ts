import type { CandidatesRow } from './candidates-row.ts';
import { entryOf } from './entry-of.ts';
import { judgeViews, PooledKendall, type OrderAgreement } from './judge-agreement.ts';
import { KrippendorffAlpha, type AlphaNumbers } from './krippendorff-alpha.ts';
import { pairsAmong } from './pairs-among.ts';
import { roundedShare } from './rounded.ts';
import { verdict } from './verdict.ts';

/** What the ratings of a jury are worth. */
export interface JuryNumbers extends AlphaNumbers {
  judges: JudgeAgainstRest[];
}

/** A judge beside the mean of the others. */
export interface JudgeAgainstRest extends OrderAgreement {
  judge: string;
  /** Of two answers of different length that the others rate alike: how often this judge prefers the longer one. */
  alike: number;
  longerPreferred: number;
  /** Half would be no leaning. Null where the judge prefers none of any two. */
  longerShare: number | null;
}

interface Tally {
  order: PooledKendall;
  alike: number;
  longerPreferred: number;
}

export class JuryWorth {
  readonly #alpha = new KrippendorffAlpha();
  readonly #byJudge = new Map<string, Tally>();

  add({ judgements, generation_models: models, generations }: CandidatesRow): void {
    const views = judgeViews(judgements, models.length);
    if (views.length < 2) return;
    for (const place of models.keys()) this.#alpha.add(views.flatMap(({ ratings }) => ratings[place] ?? []));
    for (const { judge, ratings } of views) {
      const others = views.filter((view) => view.judge !== judge);
      const rest = [...models.keys()].map((place) =>
        mean(others.flatMap((view) => view.ratings[place] ?? [])),
      );
      const tally = entryOf(this.#byJudge, judge, newTally);
      for (const candidates of pairsAmong([...models.keys()])) {
        const [own, theirs] = [verdict(ratings, candidates), verdict(rest, candidates)];
        if (own === null || theirs === null) continue;
        tally.order.add(own, theirs);
        const [one, other] = candidates.map((place) => generations[place]?.length ?? 0);
        const longer = Math.sign((one ?? 0) - (other ?? 0));
        if (theirs !== 0 || own === 0 || longer === 0) continue;
        tally.alike += 1;
        if (own === longer) tally.longerPreferred += 1;
      }
    }
  }

  /** Null where no row has two judges. */
  numbers(): JuryNumbers | null {
    if (this.#byJudge.size === 0) return null;
    const judges = [...this.#byJudge].map(([judge, { order, alike, longerPreferred }]) => ({
      judge,
      ...order.numbers(),
      alike,
      longerPreferred,
      longerShare: roundedShare(longerPreferred, alike),
    }));
    return { ...this.#alpha.numbers(), judges };
  }
}

function newTally(): Tally {
  return { order: new PooledKendall(), alike: 0, longerPreferred: 0 };
}

function mean(ratings: readonly number[]): number | null {
  if (ratings.length === 0) return null;
  return Math.round((ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length) * 1e6) / 1e6;
}
