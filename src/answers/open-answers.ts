import { join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { isOnObjectStorage, parseBucketAddress } from '../storage/bucket-address.ts';
import { bucketPrefix } from '../storage/bucket-prefix.ts';
import { localFolder } from '../storage/local-folder.ts';
import { s3Client, type ObjectStorage } from '../storage/s3-client.ts';
import { writeWholeFileNow } from '../storage/write-file.ts';
import { AnswerStore } from './answer-store.ts';

/** Where a worker keeps answers. */
export interface AnswerPlace {
  /** A folder, or `s3://bucket/prefix`. */
  place: string;
  mostBytes: number;
}

/** Opens the store at a folder, made for this user alone where it is not there, or under a prefix of a bucket. */
export function openAnswers(
  place: string,
  objectStorage: Pick<ObjectStorage, 'endpoint' | 'region'>,
): AnswerStore {
  if (isOnObjectStorage(place)) {
    const address = parseBucketAddress(place);
    if ('problem' in address) throw new Error(`RESPONSE_STORE: ${address.problem}`);
    return new AnswerStore(bucketPrefix(s3Client(objectStorage), address));
  }
  const folder = resolve(place);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return new AnswerStore({
    ...localFolder(folder),
    // At once: what stands between an answer's arrival and its file would be paid again after a crash.
    write: (path, content) => {
      writeWholeFileNow(join(folder, path), Buffer.concat([...(content as Iterable<Buffer>)]));
      return Promise.resolve();
    },
  });
}
