import { Context, log } from '@temporalio/activity';
import type { DatasetActivities } from '../contract/activities.ts';
import type { DatasetPlan } from '../contract/run.ts';
import type { DataDirectory } from '../dataset/data-directory.ts';
import { loadShard } from '../dataset/load-shard.ts';
import { findOutputFolder } from '../dataset/output-folder.ts';
import { writePart } from '../dataset/part-files.ts';
import { planShards } from '../dataset/plan-shards.ts';
import { publishDataset } from '../dataset/publish-dataset.ts';
import { openSourceFile } from '../dataset/source-file.ts';
import { namingWriteFailures } from '../dataset/write-failure.ts';
import { modelsOf, planDataset, type ModelCheck } from './plan-dataset.ts';
import type { ResponseStore } from './response-store.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

export interface DatasetSurroundings extends Pick<DatasetPlan, 'searchAttributes'> {
  /** Where answers are kept that a history may not have yet. */
  responses?: ResponseStore | undefined;
}

/** The activities that read and write, inside one data directory. */
export function datasetActivities(
  directory: DataDirectory,
  models: ModelCheck,
  { searchAttributes, responses }: DatasetSurroundings,
): DatasetActivities {
  return {
    planDataset: (request) =>
      whileHeartbeating(async () => {
        const plan = await planDataset(request, directory, models);
        sayUnpriced(plan);
        return { ...plan, searchAttributes };
      }),

    planShards: ({ source, settings, cursor }) =>
      whileHeartbeating(async () => {
        const path = await openSourceFile(directory, source);
        const { shards, next } = await planShards(path, settings, cursor);
        return { shards, next };
      }),

    loadShard: ({ source, turns, shard }) =>
      whileHeartbeating(async () => loadShard(await openSourceFile(directory, source), source, turns, shard)),

    writeShard: ({ output, shard, part, rows }) =>
      whileHeartbeating(async () => {
        const folder = await findOutputFolder(directory, output.path);
        await namingWriteFailures(output.path, () => writePart({ folder, shard, part }, rows, output.kto));
        // Every answer of these rows stands in the history of the shard that asked for this.
        const { info } = Context.current();
        await responses?.forget(info);
      }),

    publishDataset: (request) =>
      whileHeartbeating(async () => {
        const { path } = request.input.output;
        const folder = await findOutputFolder(directory, path);
        return await namingWriteFailures(path, () => publishDataset(folder, request));
      }),
  };
}

/** Once a run, since a run is planned once. */
function sayUnpriced({ input, prices }: Pick<DatasetPlan, 'input' | 'prices'>): void {
  const unpriced = modelsOf(input).filter((model) => !Object.hasOwn(prices, model));
  if (unpriced.length === 0) return;
  log.warn('Models without a known price: their tokens are counted, in no cost and in no budget', {
    models: unpriced.join(', '),
  });
}
