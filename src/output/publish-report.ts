import { lengthDifferenceLabel } from '../preference/filter-pair.ts';
import { filterLabel } from '../preference/pair-filter-names.ts';
import { tiersByName } from '../preference/pair-signal.ts';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { lossyModels } from '../contract/lossy-models.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import type { Source } from '../contract/run.ts';
import { reportName } from '../dataset/folder.ts';
import { QualityTally, type QualityNumbers } from './report/quality-tally.ts';
import { TrainerFit, type TrainerFitNumbers } from './report/numbers/trainer-fit.ts';
import type { ReportedRun } from './report/page/reported-run.ts';
import { renderReport } from './report/render-report.ts';
import type { RowsOf } from './joined-rows.ts';
import { usesSimulatedModels } from '../contract/simulated-models.ts';
import type { Storage } from '../storage/storage.ts';

/** Writes the quality report of a run's parts, and returns its numbers for the manifest. */
export async function publishReport(
  storage: Storage,
  request: PublishDatasetInput,
  rowsOf: RowsOf,
): Promise<QualityNumbers> {
  const { input, tally, prices } = request;
  const quality = new QualityTally({ seed: input.seed, tiers: tiersByName(input) });
  for await (const row of rowsOf('candidates')) quality.add(row, row.answerTokens);
  for await (const row of rowsOf('dropped')) quality.addDropped(row);
  const fit = input.output.tokenizer === undefined ? undefined : await trainerFit(rowsOf);
  const numbers = { ...quality.numbers({ usage: tally.usage, prices }), ...(fit ? { fit } : {}) };
  const page = renderReport(numbers, quality.samples(), reportedRun(request));
  await storage.write(reportName, [page]);
  return numbers;
}

async function trainerFit(rowsOf: RowsOf): Promise<TrainerFitNumbers[] | undefined> {
  const fit = new TrainerFit();
  for await (const { sequences } of rowsOf('trl')) {
    if (sequences) fit.addPair(sequences);
  }
  for await (const { sequences } of rowsOf('kto')) {
    if (sequences) fit.addCompletion(sequences);
  }
  return fit.rows > 0 ? fit.numbers() : undefined;
}

function reportedRun({ run, input, source, startedAt, tally, partial }: PublishDatasetInput): ReportedRun {
  return {
    title: run.workflowId,
    output: input.output.path,
    simulated: usesSimulatedModels(input),
    judges: input.judges,
    candidates: [
      ...input.generators.flatMap(({ samples, ...named }) => Array.from({ length: samples }, () => named)),
      ...(input.original ? [{ name: input.original.name, model: null }] : []),
    ],
    startedAt: new Date(startedAt).toISOString(),
    partial: partial?.message,
    lossyModels: lossyModels(tally),
    settings: [
      { label: 'Source', value: sourceLabel(source) },
      { label: 'Judging', value: input.judges.length > 0 ? judging(input.judges) : 'none' },
      { label: 'Pairing', value: pairing(input.pairing) },
      { label: 'Seed', value: String(input.seed) },
      ...(input.output.tokenizer === undefined
        ? []
        : [{ label: 'Tokenizer', value: input.output.tokenizer }]),
    ],
  };
}

/** `data/*.jsonl`, or `LDJnr/Capybara, split train, commit 1a2b3c4`. */
function sourceLabel(source: Source): string {
  if (!('hub' in source)) return source.path;
  const config = source.config === 'default' ? '' : `, config ${source.config}`;
  return `${source.hub}${config}, split ${source.split}, commit ${source.commit.slice(0, 7)}`;
}

function judging(judges: RunInput['judges']): string {
  return judges
    .map(({ name, aspects, orders }) => {
      const asked = aspects.map(({ aspect, weight }) => (weight === 1 ? aspect : `${aspect} × ${weight}`));
      return `${name}: ${asked.join(', ')} in ${orders === 1 ? '1 order' : `${orders} orders`}`;
    })
    .join('; ');
}

function pairing({
  signal,
  between,
  jury,
  minMargin,
  rejected,
  ties,
  filters,
  maxLengthDifference,
}: RunInput['pairing']): string {
  const byRatings = [`rejected: ${rejected}`, `ties: ${ties}`, `least margin ${minMargin}`, `jury: ${jury}`];
  const rules = [
    ...(signal === 'delta' ? [] : byRatings),
    ...(signal === 'judged' ? [] : ['strong against weak, without a judge']),
    ...(between ? [`each with an answer of ${between.one}`] : []),
    ...(maxLengthDifference ? [lengthDifferenceLabel(maxLengthDifference)] : []),
  ];
  return [...rules, ...(filters.length > 0 ? [`without ${filters.map(filterLabel).join(', ')}`] : [])].join(
    '; ',
  );
}
