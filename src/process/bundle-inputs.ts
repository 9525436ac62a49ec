import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the bundle of the workflows is made of, as one hash: the compiled code behind the wall, how it
 * is bundled, and the packages' versions. */
export async function bundleInputs(repository: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'dist/process/workflow-bundle.js'])
    hash.update(await readFile(join(repository, file)));
  for (const folder of ['preference', 'contract', 'workflows']) {
    const place = join(repository, 'dist', folder);
    const names = (await readdir(place, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
    for (const name of names) hash.update(`\n${folder}/${name}\n`).update(await readFile(join(place, name)));
  }
  return hash.digest('hex');
}
