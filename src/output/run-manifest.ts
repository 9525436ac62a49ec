import { text } from 'node:stream/consumers';
import type { PublishDatasetInput } from '../contract/activities.ts';
import type { RunIdentity, RunSummary } from '../contract/run.ts';
import type { QualityNumbers } from './report/quality-tally.ts';
import {
  finishedManifestSchema,
  outputClaimSchema,
  type FinishedManifest,
} from '../dataset/manifest.schema.ts';
import { cardName, manifestName, reportName } from '../dataset/folder.ts';
import { thisApplication } from './application.ts';
import { promptHashes } from './prompt-hashes.ts';
import type { PublishedConfig } from './publish-files.ts';
import type { Storage } from '../storage/storage.ts';
import { usesSimulatedModels } from '../contract/simulated-models.ts';

/** What `run.json` holds: who made the dataset, from what, with which settings, what came out and how good it is. */
export function manifestOf(
  { run, input, source, tally, prices, startedAt, partial }: PublishDatasetInput,
  { rows, pairs, dropped, usage, costUsd, unpriced, estimated, lossyModels }: RunSummary,
  configs: readonly PublishedConfig[],
  quality: QualityNumbers,
) {
  return {
    ...run,
    state: partial ? ('partial' as const) : ('complete' as const),
    partial: partial?.message ?? null,
    simulated: usesSimulatedModels(input),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date().toISOString(),
    application: thisApplication(),
    source,
    ...(input.from ? { from: input.from } : {}),
    input,
    prompts: promptHashes(input),
    counts: { rows, pairs, dropped },
    usage,
    reportedModels: tally.reportedModels ?? {},
    costUsd,
    unpriced,
    estimated,
    lossyModels,
    prices,
    quality,
    card: cardName,
    report: reportName,
    files: configs.flatMap(({ files }) => files),
  } satisfies FinishedManifest;
}

/** This run's manifest, where it is published already. */
export async function findFinishedManifest(
  storage: Storage,
  run: RunIdentity,
): Promise<FinishedManifest | undefined> {
  const json: unknown = JSON.parse(await text(storage.read(manifestName)));
  const claim = outputClaimSchema.parse(json);
  if (claim.state === 'unfinished' || claim.runId !== run.runId) return undefined;
  return finishedManifestSchema.parse(json);
}
