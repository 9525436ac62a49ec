export interface BucketAddress {
  bucket: string;
  /** Without slashes at its ends. */
  prefix: string;
}

/** A path that begins so is a place on object storage, every other one is on a disk. */
export const bucketScheme = 's3://';

export function isOnObjectStorage(path: string): boolean {
  return path.startsWith(bucketScheme);
}

const bucketForm = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** What every S3-compatible store takes as it is; an empty part, `.` and `..` mean something else to some. */
const prefixForm = /^(?!\.{1,2}(?:\/|$))[\w!.*'()-]+(?:\/(?!\.{1,2}(?:\/|$))[\w!.*'()-]+)*$/;

/** Reads `s3://bucket/prefix`. */
export function parseBucketAddress(path: string): BucketAddress | { problem: string } {
  const [bucket = '', ...parts] = path.slice(bucketScheme.length).replace(/\/+$/, '').split('/');
  const prefix = parts.join('/');
  if (!bucketForm.test(bucket)) {
    return { problem: `"${bucket}" is not the name of a bucket: it must be s3://<bucket>/<prefix>` };
  }
  if (prefix === '')
    return { problem: `"${path}" names a whole bucket: add a prefix, s3://${bucket}/<prefix>` };
  if (prefix.length > 500) return { problem: 'its prefix is longer than 500 characters' };
  if (!prefixForm.test(prefix)) {
    return {
      problem: `the prefix "${prefix}" may hold letters, digits and "!-_.*'()", in parts between "/"`,
    };
  }
  return { bucket, prefix };
}
