import type { S3Client } from '@aws-sdk/client-s3';
import type { BucketAddress } from './bucket-address.ts';
import type { ObjectStorage } from './s3-client.ts';
import type { Storage } from './storage.ts';

/** Opens prefixes of buckets over one client, which is loaded for the first: most processes never need it, and it is large. */
export function bucketOpener(objectStorage: ObjectStorage): (address: BucketAddress) => Promise<Storage> {
  let client: S3Client | undefined;
  return async (address) => {
    const [{ s3Client }, { bucketPrefix }] = await Promise.all([
      import('./s3-client.ts'),
      import('./bucket-prefix.ts'),
    ]);
    client ??= s3Client(objectStorage);
    return bucketPrefix(client, address);
  };
}
