import { text } from 'node:stream/consumers';
import { manifestName } from './folder.ts';
import { finishedManifestSchema, type FinishedManifest } from './manifest.schema.ts';
import type { PublishedFolder } from './published-folder.ts';

/** The problem is a sentence without its full stop. */
export type ReadManifest = { manifest: FinishedManifest } | { problem: string };

/** `run.json` of a finished dataset, or why there is none. `place` is how its user calls the folder. */
export async function readManifest(
  folder: Pick<PublishedFolder, 'size' | 'read'>,
  place: string,
): Promise<ReadManifest> {
  if ((await folder.size(manifestName)) === undefined) {
    return { problem: `"${place}" holds no dataset: it has no ${manifestName}` };
  }
  const json = asJson(await text(folder.read(manifestName)));
  if (json === undefined) return { problem: `${manifestName} in "${place}" is not JSON` };
  const parsed = finishedManifestSchema.safeParse(json);
  if (parsed.success) return { manifest: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue ? [...issue.path.map(String), ''].join('.').slice(0, -1) : '';
  const what = `${where}: ${issue?.message ?? 'unknown'}`;
  return { problem: `${manifestName} in "${place}" is not that of a finished dataset (${what})` };
}

function asJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // What is no JSON is no manifest, which is then said.
  }
}
