import { createHash } from 'node:crypto';
import type { RunIdentity } from '../../contract/run.ts';
import { cardName, manifestName, reportName } from '../../dataset/folder.ts';
import { jsonlFolderName } from '../../dataset/format-directories.ts';
import type { FinishedManifest } from '../../dataset/manifest.schema.ts';
import { readManifest } from '../../dataset/read-manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import { PushFailure } from './push-failure.ts';

export interface PublishedFile {
  path: string;
  bytes: number;
  sha256: string;
  /** As git names the file's content. */
  gitOid: string;
}

export interface PublishedDataset {
  storage: Storage;
  run: FinishedManifest;
}

/** Beside the data files, where they are there: the cards, the report and the manifest. */
const companions = [cardName, `${jsonlFolderName}/${cardName}`, reportName, manifestName];

/**
 * A dataset that may be pushed: finished, its models real, and of the given run where one is given. `place` is how its
 * user calls it.
 */
export async function openPublishedDataset(
  storage: Storage,
  place: string,
  run?: RunIdentity,
): Promise<PublishedDataset> {
  const read = await readManifest(storage, place);
  if ('problem' in read) throw new PushFailure(`${read.problem}; push it when its run has ended`, 'final');
  const { manifest: published } = read;
  if (run && published.runId !== run.runId) {
    throw new PushFailure(
      `"${place}" holds the result of another run, "${published.workflowId}": put the files of this run back`,
      'final',
    );
  }
  if (published.simulated) {
    throw new PushFailure(`"${place}" was made with simulated models, which are never pushed`, 'final');
  }
  return { storage, run: published };
}

/**
 * All files to push, each read once and compared with what `run.json` says of it, so that nothing is pushed that was
 * changed or cut off since.
 */
export async function publishedFiles({ storage, run }: PublishedDataset): Promise<PublishedFile[]> {
  const files: PublishedFile[] = [];
  for (const { path, bytes, sha256 } of run.files) {
    const file = await measureFile(storage, path);
    if (file?.bytes !== bytes || file.sha256 !== sha256) {
      const what = file ? 'is not as it was published' : 'is missing';
      throw new PushFailure(`"${path}" ${what}: put back the file that ${manifestName} lists`, 'final');
    }
    files.push(file);
  }
  for (const path of companions) {
    if (files.some((file) => file.path === path)) continue;
    const file = await measureFile(storage, path);
    if (file) files.push(file);
  }
  return files;
}

async function measureFile(storage: Storage, path: string): Promise<PublishedFile | undefined> {
  const bytes = await storage.size(path);
  if (bytes === undefined) return undefined;
  const sha256 = createHash('sha256');
  const git = createHash('sha1').update(`blob ${bytes}\0`);
  for await (const chunk of storage.read(path)) {
    sha256.update(chunk);
    git.update(chunk);
  }
  return { path, bytes, sha256: sha256.digest('hex'), gitOid: git.digest('hex') };
}
