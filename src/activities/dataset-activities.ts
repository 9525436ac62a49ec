import { Context } from '@temporalio/activity';
import type { DatasetActivities, PublishDatasetInput } from '../contract/activities.ts';
import type { DatasetPlan, RunSummary, SourceFile } from '../contract/run.ts';
import { loadShard } from '../source/load-shard.ts';
import { expectOwnClaim } from '../output/output-claim.ts';
import type { OutputPlaces } from '../output/output-places.ts';
import { releaseOutput } from '../output/output-claim.ts';
import { writePart } from '../output/part-files.ts';
import { contextOf, planShards } from '../source/plan-shards.ts';
import { publishDataset } from '../output/publish-dataset.ts';
import { droppedSourceRows } from '../dataset/earlier-dataset.ts';
import { DroppedBefore } from '../source/selection/dropped-before.ts';
import { openRowChecks } from '../source/selection/row-checks.ts';
import { readSeen } from '../source/selection/seen-conversations.ts';
import type { SourceAccess } from '../source/source-access.ts';
import { listSourceFiles, openSourceFile } from '../source/source-files.ts';
import { namingWriteFailures } from '../storage/write-failure.ts';
import type { PushAccess } from '../output/push/push-access.ts';
import { openEarlierDataset } from './earlier-dataset.ts';
import { describeEndedRun } from './publish-ended-run.ts';
import { modelsOf, planDataset, type ModelCheck } from './plan-dataset.ts';
import { modelsAnswered, type KeptAnswers } from './recall-activities.ts';
import { logPlanned, logPublished, logWritten } from './run-events.ts';
import { openMeter } from './token-activities.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

export interface DatasetSurroundings extends Pick<DatasetPlan, 'searchAttributes'> {
  outputs: OutputPlaces;
  pushes: PushAccess;
  /** What was paid for before. */
  answers: KeptAnswers;
}

/** The activities that read and write: rows from where this worker may read, outputs where it lets them be. */
export function datasetActivities(
  access: SourceAccess,
  models: ModelCheck,
  { outputs, pushes, searchAttributes, answers }: DatasetSurroundings,
): DatasetActivities {
  return {
    planDataset: (request) =>
      whileHeartbeating(async (cancellation) => {
        const plan = await planDataset(request, access, models, { outputs, pushes, cancellation });
        logPlanned(plan);
        const modelsKept = await modelsAnswered(modelsOf(plan.input), answers);
        return { ...plan, searchAttributes, modelsKept };
      }),

    planShards: ({ source, settings, output, from, cursor }) =>
      whileHeartbeating(async () => {
        const notes = await outputs.open(output.path);
        const files = await listSourceFiles(access, source);
        const seen = await readSeen(notes, settings.rows, cursor.page);
        const open = (file: SourceFile) => openSourceFile(access, source, file);
        const earlier = await openEarlierDataset(outputs, { from });
        const droppedBefore = earlier && new DroppedBefore(droppedSourceRows(earlier));
        const planned = { source, files, open, droppedBefore };
        const check = await openRowChecks(access, settings.rows);
        const { shards, next } = await planShards(planned, settings, cursor, seen, check);
        await namingWriteFailures(output.path, async () => seen?.keep(notes, cursor.page));
        return { shards, next };
      }),

    loadShard: ({ source, settings, shard }) =>
      whileHeartbeating(async () => {
        const reader = await openSourceFile(access, source, shard.file);
        const check = await openRowChecks(access, settings.rows);
        const file = source.files > 1 ? shard.file : undefined;
        const context = contextOf(source, settings, reader, file, check);
        return await loadShard(reader, context, shard);
      }),

    releaseOutput: async ({ run, path }) => {
      const storage = await outputs.open(path);
      await namingWriteFailures(path, () => releaseOutput(storage, run));
    },

    writeShard: (request) =>
      whileHeartbeating(async () => {
        const { output, turns, shard, part, rows } = request;
        const storage = await outputs.open(output.path);
        const meter = output.tokenizer === undefined ? undefined : await openMeter(access, output.tokenizer);
        await namingWriteFailures(output.path, () =>
          writePart({ storage, shard, part }, rows, { ...output, turns }, meter),
        );
        logWritten(request);
      }),

    publishDataset: (request) =>
      whileHeartbeating(async () => {
        return await publish(outputs, request);
      }),

    publishEndedRun: ({ workflowId }) =>
      whileHeartbeating(async () => {
        const request = await describeEndedRun(Context.current().client, workflowId);
        const { path } = request.input.output;
        await expectOwnClaim(await outputs.open(path), path, request.run);
        return await publish(outputs, request);
      }),
  };
}

async function publish(outputs: OutputPlaces, request: PublishDatasetInput): Promise<RunSummary> {
  const { path } = request.input.output;
  const storage = await outputs.open(path);
  const earlier = await openEarlierDataset(outputs, request.input);
  const summary = await namingWriteFailures(path, () => publishDataset(storage, request, { earlier }));
  logPublished(request, summary);
  return summary;
}
