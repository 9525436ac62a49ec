import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunIdentity } from '../../contract/run.ts';
import type { LastDrop } from '../../contract/last-drops.ts';
import type { DataDirectory } from '../../storage/data-directory.ts';
import { formatDirectories } from '../../dataset/format-directories.ts';
import { outputClaimSchema } from '../../dataset/manifest.schema.ts';
import { manifestName, partsFolderName } from '../../dataset/folder.ts';
import { droppedRowSchema } from './dropped-row.schema.ts';
import type { DroppedRowsFound } from './dropped-rows.ts';

/**
 * From a run's output folder, where it is on this machine and the run's own: the published `dropped` config, or the
 * parts of shards that are done. Undefined where neither is there as JSONL.
 */
export async function droppedInFolder(
  directory: DataDirectory,
  output: string,
  { workflowId, runId }: RunIdentity,
): Promise<DroppedRowsFound | undefined> {
  const resolved = await directory.resolve(output);
  if ('problem' in resolved) return undefined;
  const folder = resolved.path;
  const claim = await readClaim(folder);
  if (claim?.workflowId !== workflowId || claim.runId !== runId) return undefined;

  const published = await filesIn(join(folder, formatDirectories.jsonl('dropped')), /\.jsonl$/);
  const files =
    published.length > 0 ? published : await filesIn(join(folder, partsFolderName), /\.dropped\.jsonl$/);
  return files.length > 0 ? { rows: rowsOf(files), from: output } : undefined;
}

async function readClaim(folder: string) {
  try {
    return outputClaimSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  } catch {
    return undefined; // Another machine's folder, or another's: nothing to be read here.
  }
}

async function filesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

async function* rowsOf(files: readonly string[]): AsyncGenerator<LastDrop> {
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const { row_id: rowId, reason, detail } = droppedRowSchema.parse(JSON.parse(line));
      yield { rowId, reason, detail };
    }
  }
}
