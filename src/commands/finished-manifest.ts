import { text } from 'node:stream/consumers';
import { manifestName } from '../dataset/folder.ts';
import { finishedManifestSchema, type FinishedManifest } from '../dataset/manifest.schema.ts';
import type { PublishedFolder } from '../dataset/published-folder.ts';
import { Problem } from './problem.ts';

/** The manifest of a finished dataset; another one, or none, is said. `place` is how its user calls it. */
export async function readFinishedManifest(
  folder: PublishedFolder,
  place: string,
): Promise<FinishedManifest> {
  if ((await folder.size(manifestName)) === undefined) {
    throw new Problem(`"${place}" holds no dataset: it has no ${manifestName}.`);
  }
  const parsed = finishedManifestSchema.safeParse(asJson(await text(folder.read(manifestName))));
  if (parsed.success) return parsed.data;
  const [problem = ''] = parsed.error.issues.map(({ path, message }) =>
    [...path.map(String), message].join(': '),
  );
  throw new Problem(`${manifestName} in "${place}" is not that of a finished dataset (${problem}).`);
}

function asJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // Not that of a dataset, which is then said.
  }
}
