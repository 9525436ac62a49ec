import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Leaves in `dist` which commit it was built from: an installed package knows nothing of Git. */
export async function noteCommit(repository: string): Promise<void> {
  const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const commit = await promisify(execFile)('git', words, { cwd: repository }).then(
    ({ stdout }) => stdout,
    () => '', // No Git, or no repository: what is built is then known by its version alone.
  );
  await writeFile(join(repository, 'dist', 'commit'), commit);
}
