import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** Hands out empty folders, each gone after the test that asked for it. */
export function scratchFolders(): () => Promise<string> {
  return foldersUntil(afterEach);
}

/** The same for folders that several tests of a file look at: they are gone after its last. */
export function keptScratchFolders(): () => Promise<string> {
  return foldersUntil(afterAll);
}

function foldersUntil(after: (cleanUp: () => Promise<void>) => void): () => Promise<string> {
  const made: string[] = [];
  after(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'preferences-')));
    made.push(folder);
    return folder;
  };
}
