import { S3Client } from '@aws-sdk/client-s3';

export interface ObjectStorage {
  /** Buckets that runs may write to. */
  buckets: readonly string[];
  /** Set for a store other than AWS's. */
  endpoint: string | undefined;
  region: string | undefined;
}

/** Keys come from where the AWS tools look for them, and a region that is not given too. */
export function s3Client({ endpoint, region }: Pick<ObjectStorage, 'endpoint' | 'region'>): S3Client {
  return new S3Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
    ...(region === undefined ? {} : { region }),
    // Other stores seldom have a host name for each bucket, and most have no regions.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' }),
  });
}
