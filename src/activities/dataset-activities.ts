import type { DatasetActivities } from '../contract/activities.ts';
import type { DataDirectory } from '../dataset/data-directory.ts';
import { loadShard } from '../dataset/load-shard.ts';
import { findOutputFolder } from '../dataset/output-folder.ts';
import { writePart } from '../dataset/part-files.ts';
import { planShards } from '../dataset/plan-shards.ts';
import { publishDataset } from '../dataset/publish-dataset.ts';
import { openSourceFile } from '../dataset/source-file.ts';
import { namingWriteFailures } from '../dataset/write-failure.ts';
import { planDataset, type ModelCheck } from './plan-dataset.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

/** The activities that read and write, inside one data directory. */
export function datasetActivities(directory: DataDirectory, models: ModelCheck): DatasetActivities {
  return {
    planDataset: (request) => whileHeartbeating(() => planDataset(request, directory, models)),

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
        await namingWriteFailures(output.path, () => writePart({ folder, shard, part }, rows));
      }),

    publishDataset: (request) =>
      whileHeartbeating(async () => {
        const { path } = request.input.output;
        const folder = await findOutputFolder(directory, path);
        return await namingWriteFailures(path, () => publishDataset(folder, request));
      }),
  };
}
