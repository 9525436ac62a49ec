import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';
import { runCommand } from '../../src/temporal-cli/run-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a Python that has `datasets`, `trl` and `pyarrow`. */
    python: string;
  }
}

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** The packages are 150 MB to fetch. */
const patience = { timeoutMilliseconds: 600_000 };

/** A virtual environment with the pinned packages, made once for each list of them and kept in the cache folder. */
export default async function makePythonEnvironment(project: TestProject): Promise<void> {
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const folder = join(cacheFolder(), `python-${digest.slice(0, 16)}`);
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    await rm(folder, { recursive: true, force: true });
    await runCommand('python3', ['-m', 'venv', folder], patience);
    await runCommand(python, ['-m', 'pip', 'install', '--no-deps', '--requirement', requirements], patience);
    await writeFile(complete, '');
  }
  project.provide('python', python);
}

function cacheFolder(): string {
  return cacheDirectoryOf({
    platform: process.platform,
    homeDirectory: homedir(),
    xdgCacheHome: process.env['XDG_CACHE_HOME'],
  });
}
