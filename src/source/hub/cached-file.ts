import { createHash } from 'node:crypto';
import { mkdir, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { downloadFile, getRepoFolderName, pathsInfo, type PathInfo } from '@huggingface/hub';
import { invalidInput } from '../../contract/failures.ts';
import { once } from '../once.ts';
import { namingDiskFailures } from '../../storage/write-failure.ts';
import { writeWholeFile } from '../../storage/write-file.ts';
import { hubCredentials, type HubAccess } from '../../http/hub-access.ts';
import { askHub, hubUnavailable } from './hub-read-failure.ts';

export interface HubFile {
  dataset: string;
  commit: string;
  path: string;
}

/**
 * A file of a dataset in the Hub's cache folder, fetched if it is not there yet. The layout is that of huggingface_hub,
 * so that Python on the same machine shares it: content under `blobs`, a symlink to it for each commit.
 */
export async function cachedFile(hub: HubAccess, file: HubFile): Promise<string> {
  const { dataset, commit, path } = file;
  if (path.split('/').some((name) => name === '' || name === '.' || name === '..')) {
    throw invalidInput([`source.hub: "${dataset}" has a file with the name "${path}", which is not one`]);
  }
  const folder = repositoryFolder(hub, dataset);
  const snapshot = join(folder, 'snapshots', commit, path);
  if (await isThere(snapshot)) return snapshot;
  return await once(snapshot, async () => {
    const information = await findInformation(hub, file);
    const blob = join(folder, 'blobs', contentName(information));
    await namingDiskFailures("the Hub's cache folder", async () => {
      if (!(await isThere(blob))) await download(hub, file, information, blob);
      await mkdir(dirname(snapshot), { recursive: true });
      await symlink(relative(dirname(snapshot), blob), snapshot).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // Another worker was first.
      });
    });
    return snapshot;
  });
}

/** Notes in the cache which commit a branch named, as huggingface_hub does. */
export async function noteRevision(
  hub: HubAccess,
  dataset: string,
  revision: string,
  commit: string,
): Promise<void> {
  if (revision === commit || !/^[\w.-]+(\/[\w.-]+)*$/.test(revision) || revision.includes('..')) return;
  await namingDiskFailures("the Hub's cache folder", () =>
    writeWholeFile(join(repositoryFolder(hub, dataset), 'refs', revision), [commit]),
  );
}

function repositoryFolder({ cacheDirectory }: HubAccess, dataset: string): string {
  return join(cacheDirectory, getRepoFolderName({ type: 'dataset', name: dataset }));
}

async function findInformation(hub: HubAccess, { dataset, commit, path }: HubFile): Promise<PathInfo> {
  const wanted = `file "${path}"`;
  const [information] = await askHub(hub, { dataset, wanted }, () =>
    pathsInfo({
      repo: { type: 'dataset', name: dataset },
      paths: [path],
      revision: commit,
      ...hubCredentials(hub),
    }),
  );
  if (!information) throw invalidInput([`source.hub: there is no ${wanted} of "${dataset}"`]);
  return information;
}

/** SHA-256 of a large file, Git's own name of another. */
function contentName({ path, lfs, oid }: PathInfo): string {
  const name = lfs?.oid ?? oid ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(name)) throw new Error(`The Hub names the content of "${path}" "${name}"`);
  return name;
}

/** Streams the content to its place, where it appears only once it is whole and as the Hub says it is. */
async function download(
  hub: HubAccess,
  { dataset, commit, path }: HubFile,
  information: PathInfo,
  blob: string,
) {
  await askHub(hub, { dataset, wanted: `file "${path}"` }, async () => {
    const content = await downloadFile({
      repo: { type: 'dataset', name: dataset },
      path,
      revision: commit,
      ...hubCredentials(hub),
    });
    if (!content) throw hubUnavailable(hub, `file "${path}" of "${dataset}" was listed and is not there`);
    await writeWholeFile(blob, checked(content));
  });

  async function* checked(content: Blob): AsyncGenerator<Buffer> {
    const digest = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content.stream() as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      digest.update(chunk);
      yield Buffer.from(chunk);
    }
    const { lfs } = information;
    const whole = bytes === information.size && (!lfs || digest.digest('hex') === lfs.oid);
    if (!whole)
      throw hubUnavailable(hub, `file "${path}" of "${dataset}" arrived incomplete (${bytes} bytes)`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
