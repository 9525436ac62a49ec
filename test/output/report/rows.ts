import type { CandidatesRow } from '../../../src/output/report/numbers/candidates-row.ts';
import type { QualityNumbers } from '../../../src/output/report/quality-tally.ts';
import { QualityTally } from '../../../src/output/report/quality-tally.ts';
import type { ReportedRun } from '../../../src/output/report/page/reported-run.ts';

/** A row of three models that one judge rated in the order of the row; a test states what differs. */
export function candidatesRow(changes: Partial<CandidatesRow> = {}): CandidatesRow {
  const models = changes.generation_models ?? ['notus', 'beagle', 'original'];
  const ratings = changes.ratings ?? [5, 3, 1];
  return {
    row_id: 'rows.jsonl:1',
    source: 'Dove',
    messages: [{ content: 'What is a capybara?', role: 'user' }],
    generations: models.map((model) => `What ${model} says.`),
    generation_models: models,
    ratings,
    rationales: models.map(() => 'Because.'),
    disagreement: null,
    judge_losses: [],
    judgements: [judgement({ ratings, order: [...models.keys()] })],
    finish_reasons: models.map(() => 'stop'),
    losses: models.map(() => ''),
    prompt_tokens: models.map(() => 10),
    completion_tokens: models.map(() => 20),
    chosen_index: 0,
    rejected_index: 2,
    reasonings: models.map(() => ''),
    reasoning_tokens: models.map(() => 0),
    calls: [],
    ...changes,
  };
}

type Judgement = CandidatesRow['judgements'][number];

export function judgement(changes: Partial<Judgement> & Pick<Judgement, 'ratings'>): Judgement {
  return {
    judge: 'judge',
    aspect: 'overall-rating',
    order: [...changes.ratings.keys()],
    rationales: changes.ratings.map(() => 'Because.'),
    types: null,
    type_rationales: null,
    ...changes,
  };
}

export function tallyOf(rows: readonly CandidatesRow[]): QualityTally {
  const tally = new QualityTally({ seed: 42 });
  for (const row of rows) tally.add(row);
  return tally;
}

export function numbersOf(...rows: CandidatesRow[]): QualityNumbers {
  return tallyOf(rows).numbers({ usage: {} });
}

export function reportedRun(changes: Partial<ReportedRun> = {}): ReportedRun {
  return {
    title: 'capybara-mini',
    output: 'out/capybara-mini',
    simulated: false,
    judges: [{ name: 'judge', model: 'simulated/judge' }],
    candidates: [{ name: 'notus', model: 'simulated/notus' }],
    ...changes,
  };
}
