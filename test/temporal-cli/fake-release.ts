import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { executableOnPath } from '../../src/temporal-cli/executable-on-path.ts';
import type { TemporalRelease } from '../../src/temporal-cli/release.ts';

/** Stands in for the Temporal CLI. Running it leaves a file behind, so that a test can tell. */
export interface FakeRelease {
  release: TemporalRelease;
  folder: string;
  cacheDirectory: string;
  cachedFile: string;
  /** A folder to be searched, with `tar` in it and nothing else. */
  programs: string;
  /** The bytes of the right executable. */
  executable: string;
  wasRun: () => Promise<boolean>;
  addProgram: (name: string, script: string) => Promise<string>;
  /** A `python3` whose pip installs the given executable and keeps what it was called with. */
  addPython: (installed: string) => Promise<void>;
  pipCalls: () => Promise<{ arguments: string; requirements: string }>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function fakeRelease(): Promise<FakeRelease> {
  const folder = await temporaryFolder();
  const programs = join(folder, 'programs');
  await mkdir(programs);
  await symlink((await executableOnPath('tar', process.env['PATH']))!, join(programs, 'tar'));
  const marker = join(folder, 'was-run');
  const executable = `#!/bin/sh\ntouch '${marker}'\n`;
  const build = { wheelSha256: sha256('a wheel'), executableSha256: sha256(executable) };
  const cacheDirectory = join(folder, 'cache');

  const addProgram = async (name: string, script: string): Promise<string> => {
    const file = join(programs, name);
    await writeFile(file, script);
    await chmod(file, 0o755);
    return file;
  };
  return {
    release: { version: '1.9.1', builds: { 'linux-x64': build, 'darwin-arm64': build } },
    folder,
    cacheDirectory,
    cachedFile: join(cacheDirectory, 'temporal-1.9.1', 'temporal'),
    programs,
    executable,
    wasRun: async () =>
      readFile(marker).then(
        () => true,
        () => false,
      ),
    addProgram,
    async addPython(installed) {
      await writeFile(join(folder, 'installed'), installed);
      await addProgram('python3', fakePython(folder));
    },
    pipCalls: async () => ({
      arguments: await readFile(join(folder, 'pip-arguments'), 'utf8'),
      requirements: await readFile(join(folder, 'pip-requirements'), 'utf8'),
    }),
  };
}

/** A `.tar.gz` with one file `temporal` of that content. */
export async function archiveOf(executable: string): Promise<Buffer> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'temporal'), executable);
  execFileSync('tar', ['-czf', join(folder, 'archive.tar.gz'), '-C', folder, 'temporal']);
  return readFile(join(folder, 'archive.tar.gz'));
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function fakePython(folder: string): string {
  return `#!/bin/sh
[ "$3" = --version ] && exit 0
echo "$@" >> '${folder}/pip-arguments'
while [ $# -gt 0 ]; do
  case "$1" in
    --target) target="$2" ;;
    -r) cp "$2" '${folder}/pip-requirements' ;;
  esac
  shift
done
mkdir -p "$target/bin"
cp '${folder}/installed' "$target/bin/temporal"
`;
}
