import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { finalFailure, invalidInput, isFailureOf } from '../../contract/failures.ts';
import { limits } from '../../contract/limits.ts';
import type { LocalSource, SourceFile } from '../../contract/run.ts';
import { hasWildcards, sourceFormatOf } from '../../contract/source-format.ts';
import type { DataDirectory } from '../../storage/data-directory.ts';

/** The files that a path or wildcards name, in the order of their names, as they are now. */
export async function findLocalFiles(
  directory: DataDirectory,
  path: string,
  where = 'source.path',
): Promise<SourceFile[]> {
  const single = await statInside(directory, path, where);
  if (single || !hasWildcards(path)) return [sourceFileOf(single, path, where)];
  const files = await findMatchingFiles(directory, path, where);
  if (files.length > 0) return files;
  throw invalidInput([`${where}: no file in the worker's DATA_DIR has a name like "${path}"`]);
}

/** The same for wildcards that may name none. */
export async function findMatchingFiles(
  directory: DataDirectory,
  pattern: string,
  where: string,
): Promise<SourceFile[]> {
  const files = [];
  for (const path of await matchingPaths(directory, pattern, where)) {
    files.push(sourceFileOf(await statInside(directory, path, where), path, where));
  }
  return files;
}

/** The files of a source that is still as it was planned. */
export async function findPlannedFiles(directory: DataDirectory, source: LocalSource): Promise<SourceFile[]> {
  const files = await findLocalFiles(directory, source.path).catch((error: unknown) => {
    if (!isFailureOf(error, 'InvalidInput')) throw error;
    return []; // What was there when it was planned is not.
  });
  if (fingerprintOf(files) !== source.fingerprint) throw sourceChanged(source.path);
  return files;
}

/** The real path of a file that is still as it was planned. */
export async function locateFile(directory: DataDirectory, file: SourceFile): Promise<string> {
  const resolved = await directory.resolve(file.path);
  if ('problem' in resolved) throw invalidInput([`source.path: ${resolved.problem}`]);
  const found = await stat(resolved.path).catch(() => undefined);
  if (found?.size !== file.bytes || Math.floor(found.mtimeMs) !== file.modifiedAt) {
    throw sourceChanged(file.path);
  }
  return resolved.path;
}

export function fingerprintOf(files: readonly SourceFile[]): string {
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${JSON.stringify(file)}\n`);
  return digest.digest('hex');
}

async function statInside(directory: DataDirectory, path: string, where: string) {
  const resolved = await directory.resolve(path);
  if ('problem' in resolved) throw invalidInput([`${where}: ${resolved.problem}`]);
  return await stat(resolved.path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  });
}

function sourceFileOf(
  found: Awaited<ReturnType<typeof statInside>>,
  path: string,
  where: string,
): SourceFile {
  if (!found) throw invalidInput([`${where}: there is no file "${path}" in the worker's DATA_DIR`]);
  if (!found.isFile()) throw invalidInput([`${where}: "${path}" is not a file`]);
  if (found.size === 0) throw invalidInput([`${where}: "${path}" is empty`]);
  return { path, bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) };
}

/** Walks the folder below which all matches lie; symlinks are followed only where a match is opened. */
async function matchingPaths(directory: DataDirectory, pattern: string, where: string): Promise<string[]> {
  const { base, glob } = picomatch.scan(pattern);
  const resolved = await directory.resolve(base || '.');
  if ('problem' in resolved) throw invalidInput([`${where}: ${resolved.problem}`]);
  const matches = picomatch(glob);
  const deepest = glob.includes('**') ? Infinity : glob.split('/').length - 1;
  const paths: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await entriesOf(join(resolved.path, folder));
    for (const entry of entries) {
      const inside = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && inside.split('/').length <= deepest) folders.push(inside);
      } else if (sourceFormatOf(inside) && matches(inside)) {
        paths.push(base ? `${base}/${inside}` : inside);
      }
    }
    if (paths.length > limits.sourceFiles) {
      throw invalidInput([`${where}: more than ${limits.sourceFiles} files have names like "${pattern}"`]);
    }
  }
  return paths.sort(byName);
}

/** A folder that may not be read holds nothing for a run. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  return await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return [];
  });
}

function byName(first: string, second: string): number {
  return first < second ? -1 : 1;
}

function sourceChanged(path: string) {
  return finalFailure({
    type: 'Dataset.SourceChanged',
    message:
      `"${path}" was changed or moved while the run was reading it: ` +
      'put it back as it was, then resume the run',
  });
}
