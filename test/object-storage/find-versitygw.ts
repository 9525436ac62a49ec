import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';

const run = promisify(execFile);
const version = 'v1.8.0';

/**
 * Versity's S3 gateway, a real S3 server over a folder: from the cache of this machine, or built there by Go, which
 * takes some minutes the first time.
 */
export async function findVersitygw(): Promise<string> {
  const cache = cacheDirectoryOf({
    platform: process.platform,
    homeDirectory: homedir(),
    xdgCacheHome: process.env['XDG_CACHE_HOME'],
  });
  const folder = join(cache, `versitygw-${version}`);
  const executable = join(folder, 'versitygw');
  const isThere = await access(executable).then(
    () => true,
    () => false,
  );
  if (isThere) return executable;
  await mkdir(folder, { recursive: true });
  try {
    await run('go', ['install', `github.com/versity/versitygw/cmd/versitygw@${version}`], {
      env: { ...process.env, GOBIN: folder },
    });
  } catch (error) {
    throw new Error(
      `The tests of object storage need Versity's S3 gateway, which Go (https://go.dev/dl) builds: ${(error as Error).message}`,
    );
  }
  return executable;
}
