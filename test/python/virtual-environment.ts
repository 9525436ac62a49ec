import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';
import { runCommand } from '../../src/temporal-cli/run-command.ts';

/**
 * The Python of a virtual environment with the packages that a file beside this one pins, made once for each list of
 * them and kept in the cache folder. Most are 100 to 150 MB to fetch. Compiled when they are loaded, which is a few of their modules.
 */
export async function virtualEnvironment(
  name: string,
  requirementsFile: string,
  timeoutMilliseconds = 600_000,
): Promise<string> {
  const patience = { timeoutMilliseconds };
  const requirements = fileURLToPath(new URL(requirementsFile, import.meta.url));
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const folder = join(cacheFolder(), `${name}-${digest.slice(0, 16)}`);
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    await rm(folder, { recursive: true, force: true });
    await runCommand('python3', ['-m', 'venv', folder], patience);
    const install = ['-m', 'pip', 'install', '--no-deps', '--no-compile', '--requirement', requirements];
    await runCommand(python, install, patience);
    await writeFile(complete, '');
  }
  return python;
}

function cacheFolder(): string {
  return cacheDirectoryOf({
    platform: process.platform,
    homeDirectory: homedir(),
    xdgCacheHome: process.env['XDG_CACHE_HOME'],
  });
}
