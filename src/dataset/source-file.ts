import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { finalFailure, invalidInput } from '../contract/failures.ts';
import type { SourceFile } from '../contract/run.ts';
import type { DataDirectory } from './data-directory.ts';

/** Finds the source of a run and notes how it is, so that a later change is noticed. */
export async function findSourceFile(directory: DataDirectory, path: string): Promise<SourceFile> {
  const resolved = await directory.resolve(path);
  if ('problem' in resolved) throw invalidInput([`source.path: ${resolved.problem}`]);
  const found = await stat(resolved.path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw invalidInput([`source.path: there is no file "${path}" in the worker's DATA_DIR`]);
    }
    throw error;
  });
  if (!found.isFile()) throw invalidInput([`source.path: "${path}" is not a file`]);
  if (found.size === 0) throw invalidInput([`source.path: "${path}" is empty`]);
  return {
    path,
    name: basename(path, extname(path)),
    bytes: found.size,
    modifiedAt: Math.floor(found.mtimeMs),
  };
}

/** The real path of a source that is still as it was planned. */
export async function openSourceFile(directory: DataDirectory, source: SourceFile): Promise<string> {
  const resolved = await directory.resolve(source.path);
  if ('problem' in resolved) throw invalidInput([`source.path: ${resolved.problem}`]);
  const found = await stat(resolved.path).catch(() => undefined);
  if (found?.size !== source.bytes || Math.floor(found.mtimeMs) !== source.modifiedAt) {
    throw finalFailure({
      type: 'Dataset.SourceChanged',
      message:
        `"${source.path}" was changed or moved while the run was reading it: ` +
        'put the file back as it was, then resume the run',
    });
  }
  return resolved.path;
}
