import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createWholeFile, isTemporaryName, writeWholeFile } from './write-file.ts';
import type { ListedFile, Storage } from './storage.ts';

/** Storage in a folder, which the first file written makes. */
export function localFolder(folder: string): Storage {
  const at = (path: string): string => join(folder, path);
  return {
    write: (path, content) => writeWholeFile(at(path), content),
    async create(path, content) {
      await mkdir(dirname(at(path)), { recursive: true });
      try {
        await createWholeFile(at(path), content);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return false;
      }
    },
    async size(path) {
      const found = await stat(at(path)).catch(missing);
      return found?.size;
    },
    read: (path, range) =>
      createReadStream(
        at(path),
        range && { start: range.start, end: range.end - 1 },
      ) as AsyncIterable<Buffer>,
    async isEmpty() {
      const names = (await readdir(folder).catch(missing)) ?? [];
      return names.every(isTemporaryName);
    },
    list: (inside) => filesUnder(folder, inside),
    remove: (path) => rm(at(path), { force: true }),
    removeFolder: (path) => rm(at(path), { recursive: true, force: true }),
    async stage(write) {
      // On the same file system as the files' places, so that a rename puts them there.
      const staging = at(`.parts/staged.${randomUUID()}.tmp`);
      await mkdir(staging, { recursive: true });
      try {
        return await write(staging);
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    },
    async adopt(file, path) {
      await mkdir(dirname(at(path)), { recursive: true });
      await rename(file, at(path));
    },
  };
}

async function* filesUnder(folder: string, inside: string): AsyncGenerator<ListedFile> {
  for await (const entry of (await opendir(join(folder, inside)).catch(missing)) ?? []) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(folder, path);
    const found = entry.isFile() ? await stat(join(folder, path)).catch(missing) : undefined;
    if (found) yield { path, bytes: found.size, modifiedAt: found.mtimeMs };
  }
}

function missing(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}
