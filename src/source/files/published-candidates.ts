import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { invalidInput } from '../../contract/failures.ts';
import { manifestName } from '../../dataset/folder.ts';
import { formatDirectories } from '../../dataset/format-directories.ts';
import type { SourceAccess } from '../source-access.ts';
import { findMatchingFiles } from './local-files.ts';

/** Where a dataset has its config `candidates`, whichever formats it was asked for; JSON lines also where Parquet lies. */
const candidateFiles = [
  `${formatDirectories.parquet('candidates')}/*.parquet`,
  `${formatDirectories.parquet('candidates')}/*.jsonl`,
  `${formatDirectories.jsonl('candidates')}/*.jsonl`,
];

/** Wildcards that name the rows of `candidates` in an output folder, in one of its formats. */
export async function publishedCandidates(
  { directory }: Pick<SourceAccess, 'directory'>,
  folder: string,
  where: string,
): Promise<string> {
  const resolved = await directory.resolve(folder);
  if ('problem' in resolved) throw invalidInput([`${where}: ${resolved.problem}`]);
  if (!(await isFolder(resolved.path))) {
    throw invalidInput([
      `${where}: "${folder}" is no output folder in the worker's DATA_DIR; of a dataset on the Hub write "hub:<owner>/<dataset>"`,
    ]);
  }
  if (!(await isThere(join(resolved.path, manifestName)))) {
    throw invalidInput([
      `${where}: "${folder}" is a folder without a ${manifestName}: name an output folder or files`,
    ]);
  }
  for (const files of candidateFiles) {
    const pattern = `${folder.replace(/\/+$/, '')}/${files}`;
    if ((await findMatchingFiles(directory, pattern, where)).length > 0) return pattern;
  }
  throw invalidInput([`${where}: "${folder}" has no rows of config "candidates"`]);
}

export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
