import { text } from 'node:stream/consumers';
import { finalFailure } from '../contract/failures.ts';
import type { RunIdentity } from '../contract/run.ts';
import { manifestName, partsFolderName } from '../dataset/folder.ts';
import { outputClaimSchema, type OutputClaim } from '../dataset/manifest.schema.ts';
import type { Storage } from '../storage/storage.ts';

/**
 * Makes a place this run's own, by creating its manifest; claiming it again changes nothing. One that holds anything
 * else is left as it is, with `Dataset.OutputExists`.
 */
export async function claimOutput(storage: Storage, path: string, run: RunIdentity): Promise<void> {
  const claim: OutputClaim = { ...run, state: 'unfinished' };
  const isNew = await namingBlockedPath(path, async () => {
    // Looked for on both sides of the look at the rest: what is there meanwhile may be another attempt's claim.
    if (!(await holdsManifest(storage)) && !(await storage.isEmpty()) && !(await holdsManifest(storage))) {
      throw outputExists(`output.path "${path}" is a folder with other files in it`);
    }
    return await storage.create(manifestName, [`${JSON.stringify(claim, null, 2)}\n`]);
  });
  if (!isNew) await expectOwnClaim(storage, path, run);
}

async function holdsManifest(storage: Storage): Promise<boolean> {
  return (await storage.size(manifestName)) !== undefined;
}

/** Gives up a claim of this run's own on a place that holds nothing else but what was noted for it. */
export async function releaseOutput(storage: Storage, run: RunIdentity): Promise<void> {
  if (!(await holdsManifest(storage))) return;
  const claim = await readClaim(storage);
  const isOwn = claim?.workflowId === run.workflowId && claim.runId === run.runId;
  if (!isOwn || claim.state !== 'unfinished') return;
  await storage.removeFolder(partsFolderName);
  await storage.remove(manifestName);
}

async function namingBlockedPath<Result>(path: string, claim: () => Promise<Result>): Promise<Result> {
  try {
    return await claim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw outputExists(`output.path "${path}" is a file, or leads through one`);
  }
}

/** Fails with `Dataset.OutputExists` where a place is not this run's. */
export async function expectOwnClaim(storage: Storage, path: string, run: RunIdentity): Promise<void> {
  const claim = await readClaim(storage);
  if (claim?.workflowId === run.workflowId && claim.runId === run.runId) return;
  const owner = claim ? `the ${claim.state} result of run "${claim.workflowId}"` : 'another result';
  throw outputExists(`output.path "${path}" holds ${owner}`);
}

async function readClaim(storage: Storage): Promise<OutputClaim | undefined> {
  if (!(await holdsManifest(storage))) return undefined;
  const manifest = await text(storage.read(manifestName));
  try {
    return outputClaimSchema.parse(JSON.parse(manifest));
  } catch {
    return undefined; // Whatever it is, it is not ours to overwrite.
  }
}

function outputExists(what: string) {
  return finalFailure({
    type: 'Dataset.OutputExists',
    message: `${what}: choose another output.path, or move what is there away`,
  });
}
