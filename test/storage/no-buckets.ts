import type { ObjectStorage } from '../../src/storage/s3-client.ts';

/** A worker that was told of no bucket to write to. */
export const noBuckets: ObjectStorage = { buckets: [], endpoint: undefined, region: undefined };
