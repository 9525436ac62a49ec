import { finalFailure } from '../contract/failures.ts';

/** What a person must mend before writing can go on; trying again by itself would not help. */
const causes: Record<string, string> = {
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the disk quota is used up: free some space or raise it',
  EROFS: 'the file system is read-only: make it writable',
  EACCES: 'the worker may not write there: give it the right to',
  EPERM: 'the worker may not write there: give it the right to',
  ENOTDIR: 'a file stands where a folder is needed: move it away',
  EEXIST: 'a file stands where a folder is needed: move it away',
  EISDIR: 'a folder stands where a file is needed: move it away',
  ENOENT: 'the folder has been moved or deleted: put it back',
  EFBIG: 'the file system takes no file this large: use another one',
  EIO: 'the disk reports an error: look at its state',
};

/** Runs `write`, with a fault of the disk under `output.path` named `Dataset.WriteFailed`; the run pauses on it. */
export async function namingWriteFailures<Result>(
  path: string,
  write: () => Promise<Result>,
): Promise<Result> {
  return await namingDiskFailures(`output.path "${path}"`, write);
}

/** The same for any other place, told in words. */
export async function namingDiskFailures<Result>(
  place: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const cause = causes[(error as NodeJS.ErrnoException).code ?? ''];
    if (cause === undefined) throw error;
    throw finalFailure({
      type: 'Dataset.WriteFailed',
      message: `${place} could not be written, ${cause}, then resume the run`,
    });
  }
}
