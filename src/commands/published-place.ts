import { folderInStorage, type PublishedFolder } from '../dataset/published-folder.ts';
import type { FinishedManifest } from '../dataset/manifest.schema.ts';
import { readManifest } from '../dataset/read-manifest.ts';
import type { Configuration } from '../process/configuration.ts';
import { hubRepository } from './hub-repository.ts';
import { Problem } from './problem.ts';
import { storageOf } from './storage-of.ts';

const hubScheme = 'hub:';
const repositoryForm = /^(?<name>[\w.-]+\/[\w.-]+)(?:@(?<revision>[\w./-]+))?$/;

/** A published dataset as its user names it: a folder, `s3://bucket/prefix`, or `hub:<owner>/<name>[@<revision>]`. */
export async function openPublishedPlace(
  place: string,
  { hub, objectStorage }: Pick<Configuration, 'hub' | 'objectStorage'>,
): Promise<PublishedFolder> {
  if (!place.startsWith(hubScheme)) return folderInStorage(await storageOf(place, objectStorage));
  const { name, revision = 'main' } = repositoryForm.exec(place.slice(hubScheme.length))?.groups ?? {};
  if (name === undefined) {
    throw new Problem(
      `"${place}" names no dataset of the Hub: it must be hub:<owner>/<name>, or with @<revision>.`,
    );
  }
  return await hubRepository(hub, { name, revision });
}

/** The manifest of a finished dataset; another one, or none, is said. */
export async function finishedManifest(folder: PublishedFolder, place: string): Promise<FinishedManifest> {
  const read = await readManifest(folder, place);
  if ('problem' in read) throw new Problem(`${read.problem}.`);
  return read.manifest;
}
