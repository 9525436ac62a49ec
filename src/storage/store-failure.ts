import type { S3ServiceException } from '@aws-sdk/client-s3';

export interface StoreFailure {
  /** What is wrong and what to do, in the words of `Dataset.WriteFailed`. */
  cause: string;
  mayPass: boolean;
}

const causes: Record<string, string> = {
  NoSuchBucket: 'there is no such bucket: make it',
  NoSuchKey: 'an object has been removed: put it back',
  EntityTooLarge: 'the store takes no object this large: use another one',
  CredentialsProviderError: 'the worker has no keys for it: give it AWS credentials and restart it',
};

const unreachable = 'the object store cannot be reached: check the network and AWS_ENDPOINT_URL';
const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What an object store, or the way to it, did; undefined for what is no fault of theirs. */
export function storeFailure(error: unknown): StoreFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = causes[error.name];
  if (known !== undefined) return { cause: known, mayPass: false };
  if (isServiceException(error)) return refusal(error);
  if (error.message.includes('Region is missing')) {
    return { cause: 'the worker has no region for it: set AWS_REGION and restart it', mayPass: false };
  }
  const { code } = error as NodeJS.ErrnoException;
  const isNetworkFault = error.name === 'TimeoutError' || networkFaults.has(code ?? '');
  return isNetworkFault ? { cause: unreachable, mayPass: true } : undefined;
}

/** By its marks, as the client itself tells it: the class would have to be loaded with all of AWS's client. */
function isServiceException(error: Error): error is S3ServiceException {
  return '$fault' in error && '$metadata' in error;
}

function refusal({ name, $metadata: { httpStatusCode: status = 0 } }: S3ServiceException): StoreFailure {
  if (status === 401 || status === 403) {
    return {
      cause: `the object store refuses it (${name}): check the worker's AWS keys and rights`,
      mayPass: false,
    };
  }
  const mayPass = status >= 500 || status === 429 || status === 408 || status === 409;
  return { cause: `the object store answered ${status} (${name}): look at its state`, mayPass };
}
