import type { ModelPrice, ModelPrices } from '../contract/prices.ts';
import { invalidInput } from '../contract/failures.ts';
import type { PlanDatasetInput } from '../contract/activities.ts';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import type { DatasetPlan, PlannedShards } from '../contract/run.ts';
import type { SourceReading } from '../contract/source-reading.ts';
import { droppedSourceRows } from '../dataset/earlier-dataset.ts';
import { findFirstRow } from '../source/first-planned-row.ts';
import { openEarlierDataset } from './earlier-dataset.ts';
import { claimOutput } from '../output/output-claim.ts';
import type { OutputPlaces } from '../output/output-places.ts';
import { planShards, type PlannedSource } from '../source/plan-shards.ts';
import { DroppedBefore } from '../source/selection/dropped-before.ts';
import { readEarlierPrompts } from '../source/selection/earlier-prompts.ts';
import { openRowChecks, type RowCheck } from '../source/selection/row-checks.ts';
import { seenSoFar, type SeenConversations } from '../source/selection/seen-conversations.ts';
import type { SourceAccess } from '../source/source-access.ts';
import { findSource, openSourceFile, sourcePlace } from '../source/source-files.ts';
import { openTokenizer } from '../tokens/open-tokenizer.ts';
import { namingWriteFailures } from '../storage/write-failure.ts';
import type { PushAccess } from '../output/push/push-access.ts';
import { pushProblems } from '../output/push/push-problems.ts';
import { namingPushFailures } from './naming-push-failures.ts';

/** What planning asks of the worker's providers. */
export interface ModelCheck {
  problemWith(model: string): string | undefined;
  priceOf(model: string): ModelPrice | undefined;
}

export interface PlanningAccess {
  outputs: OutputPlaces;
  pushes: PushAccess;
  cancellation: AbortSignal;
}

/** Everything that can be wrong with a run before it costs anything is found here. The folder is claimed last. */
export async function planDataset(
  { run, input: given }: PlanDatasetInput,
  access: SourceAccess,
  models: ModelCheck,
  { outputs, pushes, cancellation }: PlanningAccess,
): Promise<Omit<DatasetPlan, 'searchAttributes' | 'modelsKept'>> {
  const parsed = parseRunInput(given);
  if ('problems' in parsed) throw invalidInput(parsed.problems);
  const { input } = parsed;
  const problems = [
    ...modelProblems(input, models),
    ...(await namingPushFailures('nothing was paid yet: start the run again when it can push', () =>
      pushProblems(input, pushes, cancellation),
    )),
  ];
  if (problems.length > 0) throw invalidInput(problems);

  if (input.output.tokenizer !== undefined) await openTokenizer(access, input.output.tokenizer);

  const storage = await outputs.open(input.output.path);
  const { source, files } = await findSource(access, input.source);
  const open: PlannedSource['open'] = (file) => openSourceFile(access, source, file);
  const { notIn } = input.rows;
  const seen = seenSoFar(input.rows, notIn && (await readEarlierPrompts(access, notIn.path)));
  const earlier = await openEarlierDataset(outputs, input);
  const droppedBefore = earlier && new DroppedBefore(droppedSourceRows(earlier));
  const planning = { source, files, open, droppedBefore };
  const check = await openRowChecks(access, input.rows);
  const { planned, read } = await planFirstShards(planning, sourcePlace(source), input, seen, check);
  if (planned.shards.length === 0 && !planned.next) {
    throw invalidInput([`from.output: "${input.from?.output ?? ''}" has no dropped row to make anew`]);
  }
  await namingWriteFailures(input.output.path, async () => {
    await claimOutput(storage, input.output.path, run);
    await seen?.keep(storage, 0);
  });
  return {
    input,
    source: { ...source, ...(read ? { read } : {}) },
    planned,
    prices: pricesOf(input, models),
  };
}

/** Of the run's models only, as far as they are known. */
function pricesOf(input: RunInput, models: ModelCheck): ModelPrices {
  return Object.fromEntries(
    modelsOf(input).flatMap((model) => {
      const price = models.priceOf(model);
      return price ? [[model, price]] : [];
    }),
  );
}

/** Each once. */
export function modelsOf({ generators, judges }: Pick<RunInput, 'generators' | 'judges'>): string[] {
  return [...new Set([...generators, ...judges].map(({ model }) => model))];
}

async function planFirstShards(
  planned: PlannedSource,
  place: string,
  input: RunInput,
  seen: SeenConversations | undefined,
  check: RowCheck | undefined,
): Promise<{ planned: PlannedShards; read: SourceReading | undefined }> {
  const start = await findFirstRow(planned, input.rows);
  if (!start) throw invalidInput([noRows(input)]);
  const { survey, shards, next } = await planShards(planned, input, start, seen, check);
  const problem = survey.problem();
  if (problem !== undefined) throw invalidInput([`${place}: ${problem}`]);
  return { planned: { shards, next }, read: survey.reading() };
}

function modelProblems({ generators, judges }: RunInput, models: ModelCheck): string[] {
  const named = [
    ...generators.map(({ model }, place) => ({ model, where: `generators[${place}].model` })),
    ...judges.map(({ model }, place) => ({ model, where: `judges[${place}].model` })),
  ];
  return named.flatMap(({ model, where }) => {
    const problem = models.problemWith(model);
    return problem === undefined ? [] : [`${where}: ${problem}`];
  });
}

export function noRows(input: Pick<RunInput, 'source' | 'rows'>): string {
  const { offset } = input.rows;
  const { key, name } = sourceNamed(input);
  return offset === 0
    ? `source.${key}: "${name}" has no rows`
    : `rows.offset: "${name}" has no row ${offset}, counted from 0`;
}

function sourceNamed({ source }: Pick<RunInput, 'source'>) {
  if ('hub' in source) return { key: 'hub', name: source.hub };
  return 'path' in source
    ? { key: 'path', name: source.path }
    : { key: 'candidates', name: source.candidates };
}
