import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = 'fetching-';
const abandonedAfterMilliseconds = 60 * 60 * 1000;

/**
 * Works in a new folder inside `parent`, on the same file system as what is made there, so that the result can be
 * renamed into place. The folder is gone afterwards; those of killed processes go after an hour.
 */
export async function inStagingFolder<Result>(
  parent: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(parent, { recursive: true });
  await removeAbandonedFolders(parent);
  const folder = await mkdtemp(join(parent, prefix));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeAbandonedFolders(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(parent, name))) {
    const lastChange = await stat(folder).catch(() => undefined);
    if (lastChange && Date.now() - lastChange.mtimeMs > abandonedAfterMilliseconds) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
