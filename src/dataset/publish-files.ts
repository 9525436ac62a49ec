import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { configNames, type ConfigName } from '../preference/dataset-columns.ts';
import { readParts } from './part-files.ts';
import { writeWholeFile } from './write-file.ts';

export interface PublishedFile {
  config: ConfigName;
  /** Relative to the output folder. */
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** Joins the parts of every config into its published file; again gives the same bytes. */
export async function publishFiles(
  folder: string,
  partsByShard: readonly (number | null)[],
): Promise<PublishedFile[]> {
  const files: PublishedFile[] = [];
  for (const config of configNames) {
    const path = `${config}/train-00000-of-00001.jsonl`;
    const digest = createHash('sha256');
    let rows = 0;
    let bytes = 0;
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of readParts(folder, partsByShard, config)) {
        digest.update(chunk);
        bytes += chunk.length;
        rows += countNewlines(chunk);
        yield chunk;
      }
    };
    await writeWholeFile(join(folder, path), measured());
    files.push({ config, path, rows, bytes, sha256: digest.digest('hex') });
  }
  return files;
}

function countNewlines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
