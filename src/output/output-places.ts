import { invalidInput } from '../contract/failures.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { isOnObjectStorage, parseBucketAddress } from '../storage/bucket-address.ts';
import { bucketOpener } from '../storage/bucket-opener.ts';
import { localFolder } from '../storage/local-folder.ts';
import type { ObjectStorage } from '../storage/s3-client.ts';
import type { Storage } from '../storage/storage.ts';

/** Where a worker lets runs write. */
export interface OutputPlaces {
  /** The storage that an input's `output.path` names; `InvalidInput` where that is none of this worker's. */
  open(path: string): Promise<Storage>;
}

/** Inside one folder, and in the named buckets: each path is looked at before it is used, every time. */
export function outputPlaces(directory: DataDirectory, objectStorage: ObjectStorage): OutputPlaces {
  const openPrefix = bucketOpener(objectStorage);

  const openBucket = async (path: string): Promise<Storage> => {
    const address = parseBucketAddress(path);
    if ('problem' in address) throw invalidInput([`output.path: ${address.problem}`]);
    if (!objectStorage.buckets.includes(address.bucket)) {
      throw invalidInput([
        `output.path: the worker may not write to bucket "${address.bucket}": name it in the worker's OUTPUT_BUCKETS`,
      ]);
    }
    return await openPrefix(address);
  };

  return {
    async open(path) {
      if (isOnObjectStorage(path)) return await openBucket(path);
      const resolved = await directory.resolve(path);
      if ('problem' in resolved) throw invalidInput([`output.path: ${resolved.problem}`]);
      return localFolder(resolved.path);
    },
  };
}
