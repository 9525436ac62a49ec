import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Copies the build that is there into a folder, as of another commit. */
export async function copyBuild(folder: string, commit: string): Promise<string> {
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  await cp(join(repository, 'package.json'), join(folder, 'package.json'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'dist/commit'), commit);
  return folder;
}

/** The same with shards that write before they load. */
export async function copyBuildThatSwaps(folder: string, commit: string): Promise<string> {
  await copyBuild(folder, commit);
  const bundle = join(folder, 'dist/workflow-bundle.cjs');
  const code = await readFile(bundle, 'utf8');
  const swapped = code.replace(/datasetActivities\.(loadShard|writeShard)\b/g, (_, name: string) =>
    name === 'loadShard' ? 'datasetActivities.writeShard' : 'datasetActivities.loadShard',
  );
  expect(swapped).not.toBe(code);
  await writeFile(bundle, swapped);
  return folder;
}
