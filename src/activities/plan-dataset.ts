import type { ModelPrice, ModelPrices } from '../contract/cost.ts';
import { invalidInput } from '../contract/failures.ts';
import type { PlanDatasetInput } from '../contract/activities.ts';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import type { DatasetPlan } from '../contract/run.ts';
import type { DataDirectory } from '../dataset/data-directory.ts';
import { claimOutputFolder, findOutputFolder } from '../dataset/output-folder.ts';
import { findRow, planShards } from '../dataset/plan-shards.ts';
import { findSourceFile, openSourceFile } from '../dataset/source-file.ts';
import { namingWriteFailures } from '../dataset/write-failure.ts';

/** What planning asks of the worker's providers. */
export interface ModelCheck {
  problemWith(model: string): string | undefined;
  priceOf(model: string): ModelPrice | undefined;
}

/** Everything that can be wrong with a run before it costs anything is found here. The folder is claimed last. */
export async function planDataset(
  { run, input: given }: PlanDatasetInput,
  directory: DataDirectory,
  models: ModelCheck,
): Promise<Omit<DatasetPlan, 'searchAttributes'>> {
  const parsed = parseRunInput(given);
  const problems = 'problems' in parsed ? parsed.problems : modelProblems(parsed.input, models);
  if ('problems' in parsed || problems.length > 0) throw invalidInput(problems);
  const { input } = parsed;

  const folder = await findOutputFolder(directory, input.output.path);
  const source = await findSourceFile(directory, input.source.path);
  const path = await openSourceFile(directory, source);
  const { offset, limit } = input.rows;
  const start = await findRow(path, offset, limit ?? null);
  if (!start) throw invalidInput([noRows(input.source.path, offset)]);
  const { problems: badLines, ...planned } = await planShards(path, input, start);
  if (badLines.length > 0) {
    throw invalidInput(badLines.map((problem) => `source.path: "${input.source.path}" ${problem}`));
  }
  await namingWriteFailures(input.output.path, () => claimOutputFolder(folder, input.output.path, run));
  return { input, source, planned, prices: pricesOf(input, models) };
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

export function noRows(path: string, offset: number): string {
  return offset === 0
    ? `source.path: "${path}" has no rows, only blank lines`
    : `rows.offset: "${path}" has no row ${offset}, counted from 0`;
}
