import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finalFailure, invalidInput } from '../contract/failures.ts';
import type { RunIdentity } from '../contract/run.ts';
import type { DataDirectory } from './data-directory.ts';
import { outputClaimSchema, type OutputClaim } from './manifest.schema.ts';
import { createWholeFile, isTemporaryName } from './write-file.ts';

export const manifestName = 'run.json';

/** The real path of a run's output folder. */
export async function findOutputFolder(directory: DataDirectory, path: string): Promise<string> {
  const resolved = await directory.resolve(path);
  if ('problem' in resolved) throw invalidInput([`output.path: ${resolved.problem}`]);
  return resolved.path;
}

/**
 * Makes a folder this run's own, by creating its manifest; claiming it again changes nothing. A folder that holds
 * anything else is left as it is, with `Dataset.OutputExists`.
 */
export async function claimOutputFolder(folder: string, path: string, run: RunIdentity): Promise<void> {
  await makeFolder(folder, path);
  const names = await readdir(folder);
  if (!names.includes(manifestName) && !names.every(isTemporaryName)) {
    throw outputExists(`output.path "${path}" is a folder with other files in it`);
  }
  const claim: OutputClaim = { ...run, state: 'unfinished' };
  try {
    await createWholeFile(join(folder, manifestName), [`${JSON.stringify(claim, null, 2)}\n`]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await expectOwnClaim(folder, path, run);
  }
}

async function makeFolder(folder: string, path: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw outputExists(`output.path "${path}" is a file, or leads through one`);
  }
}

async function expectOwnClaim(folder: string, path: string, run: RunIdentity): Promise<void> {
  const claim = await readClaim(folder);
  if (claim?.workflowId === run.workflowId && claim.runId === run.runId) return;
  const owner = claim ? `the ${claim.state} result of run "${claim.workflowId}"` : 'another result';
  throw outputExists(`output.path "${path}" holds ${owner}`);
}

async function readClaim(folder: string): Promise<OutputClaim | undefined> {
  const text = await readFile(join(folder, manifestName), 'utf8');
  try {
    return outputClaimSchema.parse(JSON.parse(text));
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
