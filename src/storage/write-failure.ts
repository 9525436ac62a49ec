import { finalFailure, passingFailure } from '../contract/failures.ts';
import { storeFailure, type StoreFailure } from './store-failure.ts';

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

const betweenAttempts = 5_000;

/**
 * Runs `write`, with a fault of the disk or the store under `output.path` named `Dataset.WriteFailed`; the run pauses on
 * it, at once or after some attempts where it may pass by itself.
 */
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
    const failed = diskFailure(error) ?? storeFailure(error);
    if (!failed) throw error;
    const message = `${place} could not be written, ${failed.cause}, then resume the run`;
    const failure = { type: 'Dataset.WriteFailed' as const, message };
    if (!failed.mayPass) throw finalFailure(failure);
    throw passingFailure(failure, { afterMilliseconds: betweenAttempts });
  }
}

function diskFailure(error: unknown): StoreFailure | undefined {
  const cause = causes[(error as NodeJS.ErrnoException).code ?? ''];
  return cause === undefined ? undefined : { cause, mayPass: false };
}
