import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishDatasetInput } from '../contract/activities.ts';
import type { RunIdentity } from '../contract/run.ts';
import { outputClaimSchema } from './manifest.schema.ts';
import { manifestName } from './output-folder.ts';
import type { PublishedFile } from './publish-files.ts';

/** What `run.json` holds: who made the dataset, from what, with which settings, and what came out. */
export function manifestOf(
  { run, input, source, tally, startedAt, partial }: PublishDatasetInput,
  files: readonly PublishedFile[],
) {
  return {
    ...run,
    state: partial ? ('partial' as const) : ('complete' as const),
    partial: partial?.message ?? null,
    simulated: usesSimulatedModels(input),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date().toISOString(),
    source,
    input,
    counts: { rows: tally.rows, pairs: tally.pairs, dropped: tally.dropped },
    usage: tally.usage,
    files,
  };
}

/** Whether this run's manifest already says that it is published. */
export async function findFinishedManifest(folder: string, run: RunIdentity): Promise<boolean> {
  const claim = outputClaimSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  return claim.state !== 'unfinished' && claim.runId === run.runId;
}

function usesSimulatedModels({ generators, judges }: PublishDatasetInput['input']): boolean {
  return [...generators, ...judges].some(({ model }) => model.startsWith('simulated/'));
}
