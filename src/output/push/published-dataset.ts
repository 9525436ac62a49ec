import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { RunIdentity } from '../../contract/run.ts';
import { cardName, manifestName, reportName } from '../../dataset/folder.ts';
import { jsonlFolderName } from '../../dataset/format-directories.ts';
import type { Storage } from '../../storage/storage.ts';
import { publishedRunSchema, type PublishedRun } from './published-dataset.schema.ts';
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
  run: PublishedRun;
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
  const published = await readManifest(storage, place);
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

async function readManifest(storage: Storage, place: string): Promise<PublishedRun> {
  if ((await storage.size(manifestName)) === undefined) {
    throw new PushFailure(`"${place}" holds no dataset: it has no ${manifestName}`, 'final');
  }
  const text = (await buffer(storage.read(manifestName))).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PushFailure(`${manifestName} in "${place}" is not JSON`, 'final');
  }
  const parsed = publishedRunSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first ? `${first.path.join('.')}: ${first.message}` : 'unknown';
  throw new PushFailure(
    `${manifestName} in "${place}" is not that of a finished dataset (${where}): push it when its run has ended`,
    'final',
  );
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
