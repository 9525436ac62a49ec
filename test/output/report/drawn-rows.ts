import { seededRandom, shuffled } from '../../../src/preference/seeded-random.ts';
import type { CandidatesRow } from '../../../src/output/report/numbers/candidates-row.ts';
import { candidatesRow, judgement } from './rows.ts';

export interface DrawnRows {
  rows: number;
  judges: readonly string[];
  /** Two shows every judge one order and its reverse. */
  orders: 1 | 2;
  /** What a judge adds to the rating of the text it is shown first. */
  bias: number;
}

const truth = {
  'notus-7b-v1': 3.1,
  'NeuralBeagle14-7B': 3.6,
  'OpenHermes-2.5-Mistral-7B': 2.8,
  'gpt-4-1106-preview': 4,
};
const models = Object.keys(truth);

/** Rows of four models of known worth, rated with noise by judges of a known position bias; one seed, one dataset. */
export function drawnRows({ rows, judges, orders, bias }: DrawnRows): CandidatesRow[] {
  return Array.from({ length: rows }, (_, row) => drawnRow(row, judges, orders, bias));
}

function drawnRow(row: number, judges: readonly string[], orders: number, bias: number): CandidatesRow {
  const random = seededRandom('drawn', row);
  const worth = Object.values(truth).map((mean) => mean + noise(random, 0.8));
  const judgements = judges.flatMap((judge) => {
    const order = shuffled([...models.keys()], random);
    return [order, order.toReversed()].slice(0, orders).map((shown) =>
      judgement({
        judge,
        order: shown,
        ratings: worth.map((value, place) =>
          Math.min(5, Math.max(1, Math.round(value + noise(random, 0.7) + (shown[0] === place ? bias : 0)))),
        ),
        rationales: models.map(() => pickSome(reasons, random, 1, 3)),
      }),
    );
  });
  const ratings = models.map(
    (_, place) => judgements.reduce((sum, given) => sum + (given.ratings[place] ?? 0), 0) / judgements.length,
  );
  const [best, worst] = [Math.max(...ratings), Math.min(...ratings)];
  return candidatesRow({
    row_id: `capybara.jsonl:${row + 1}`,
    source: ['Dove', 'GOAT', 'TheoremQA', 'Know_Logic'][row % 4] ?? 'Dove',
    messages: conversation(random),
    generation_models: models,
    generations: worth.map((value) => pickSome(sentences, random, 2, 4 + Math.round(value * 3))),
    ratings,
    judgements,
    chosen_index: best > worst ? ratings.indexOf(best) : null,
    rejected_index: best > worst ? ratings.indexOf(worst) : null,
  });
}

function conversation(random: () => number): CandidatesRow['messages'] {
  const turns = 1 + Math.floor(random() * 3);
  return Array.from({ length: turns * 2 - 1 }, (_, turn) =>
    turn % 2 === 0
      ? { content: pickSome(questions, random, 1, 2), role: 'user' }
      : { content: pickSome(sentences, random, 2, 6), role: 'assistant' },
  );
}

function noise(random: () => number, spread: number): number {
  return (random() + random() + random() - 1.5) * 2 * spread;
}

function pickSome(from: readonly string[], random: () => number, least: number, most: number): string {
  const count = least + Math.floor(random() * (most - least + 1));
  return Array.from({ length: count }, () => from[Math.floor(random() * from.length)]).join(' ');
}

const questions = [
  'How do capybaras keep cool in the dry season, and does that change where they sleep?',
  'Could you explain it step by step, as if I had never heard of recursion?',
  'What would happen if the river were dammed two kilometres upstream?',
  'Give me three ways to check the result by hand.',
];

const sentences = [
  'Capybaras spend the hottest hours in the water, with only nostrils and eyes above the surface.',
  'The short answer is that it depends on the season.',
  'Start with the smallest case and check it by hand before going further.\n',
  'A common mistake is to skip the second step, because the first one looks complete.',
  'Two things matter here: the order of the steps, and what each of them costs.',
  'In practice, herds of ten to twenty animals share one stretch of bank.\n\n',
];

const reasons = [
  'The answer follows the question and gives a worked example.',
  'It leaves out the second half of the request.',
  'One claim about the dry season is not supported.',
  'Clear, but longer than it needs to be.',
];
