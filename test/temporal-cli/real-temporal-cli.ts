import { homedir } from 'node:os';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';
import { findTemporalCli } from '../../src/temporal-cli/find-temporal-cli.ts';

/** The real one: on PATH, cached, or fetched. */
export async function realTemporalCli(): Promise<string> {
  const { platform, arch: architecture } = process;
  return findTemporalCli({
    path: process.env['PATH'],
    cacheDirectory: cacheDirectoryOf({
      platform,
      homeDirectory: homedir(),
      xdgCacheHome: process.env['XDG_CACHE_HOME'],
    }),
    platform,
    architecture,
    say: (line) => process.stdout.write(`${line}\n`),
  });
}
