import { chmod, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuseWrongChecksum, sha256OfFile } from './checksum.ts';
import type { TemporalRelease } from './release.ts';
import type { TemporalCliSource } from './source.ts';
import { inStagingFolder } from './staging-folder.ts';

/** Where the executable of a release is kept, and the only bytes accepted there. */
export interface CachedExecutable {
  file: string;
  sha256: string;
}

export type CacheState = 'verified' | 'absent' | 'of a wrong checksum' | 'unreadable';

export function cachedExecutable(
  { version }: TemporalRelease,
  cacheDirectory: string,
  sha256: string,
): CachedExecutable {
  return { file: join(cacheDirectory, `temporal-${version}`, 'temporal'), sha256 };
}

export async function stateOf({ file, sha256 }: CachedExecutable): Promise<CacheState> {
  try {
    return (await sha256OfFile(file)) === sha256 ? 'verified' : 'of a wrong checksum';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'unreadable';
  }
}

/**
 * Fetches from one source, verifies, and only then moves the executable into place in one step: processes that
 * fetch at the same time each put the same bytes there, and none sees another's half. Replaces what was there.
 */
export async function fetchIntoCache(
  { file, sha256 }: CachedExecutable,
  source: TemporalCliSource,
  cacheDirectory: string,
): Promise<void> {
  await inStagingFolder(cacheDirectory, async (folder) => {
    const fetched = await source.fetchInto(folder);
    await refuseWrongChecksum(fetched, sha256);
    await chmod(fetched, 0o755);
    await mkdir(dirname(file), { recursive: true });
    await rename(fetched, file);
  });
}
