import { isOnObjectStorage, parseBucketAddress } from '../storage/bucket-address.ts';
import { bucketOpener } from '../storage/bucket-opener.ts';
import { localFolder } from '../storage/local-folder.ts';
import type { ObjectStorage } from '../storage/s3-client.ts';
import type { Storage } from '../storage/storage.ts';
import { Problem } from './problem.ts';

/** A folder or a prefix of a bucket that the user names. It is the user's own: no worker's limits hold here. */
export async function storageOf(place: string, objectStorage: ObjectStorage): Promise<Storage> {
  if (!isOnObjectStorage(place)) return localFolder(place);
  const address = parseBucketAddress(place);
  if ('problem' in address) throw new Problem(address.problem);
  return await bucketOpener(objectStorage)(address);
}
