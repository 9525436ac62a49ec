import { S3Client } from '@aws-sdk/client-s3';
import { expect, inject, test } from 'vitest';
import { bucketPrefix } from '../../src/storage/bucket-prefix.ts';
import { storeFailure } from '../../src/storage/store-failure.ts';
import { bucketName, storeKeys } from './object-store.ts';

const keys = { accessKeyId: storeKeys.AWS_ACCESS_KEY_ID, secretAccessKey: storeKeys.AWS_SECRET_ACCESS_KEY };

async function failureOf(changes: ConstructorParameters<typeof S3Client>[0], bucket = bucketName) {
  const client = new S3Client({
    endpoint: inject('storeEndpoint'),
    forcePathStyle: true,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: keys,
    ...changes,
  });
  const storage = bucketPrefix(client, { bucket, prefix: 'letters' });
  const error = await storage.write('a', ['a']).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(Error);
  return storeFailure(error);
}

test('a bucket that is not there', async () => {
  expect(await failureOf({}, 'nowhere')).toEqual({
    cause: 'there is no such bucket: make it',
    mayPass: false,
  });
});

test('a secret that is wrong', async () => {
  expect(await failureOf({ credentials: { ...keys, secretAccessKey: 'wrong' } })).toEqual({
    cause: "the object store refuses it (SignatureDoesNotMatch): check the worker's AWS keys and rights",
    mayPass: false,
  });
});

test('no keys at all', async () => {
  const nowhere = () =>
    Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }));
  expect(await failureOf({ credentials: nowhere })).toMatchObject({
    cause: expect.stringContaining('has no keys') as unknown,
    mayPass: false,
  });
});

test.each([
  ['is down', 'http://127.0.0.1:9'],
  ['has no such name', 'http://store.invalid'],
])('a store that %s may come back', async (_what, endpoint) => {
  expect(await failureOf({ endpoint })).toMatchObject({
    cause: expect.stringContaining('cannot be reached') as unknown,
    mayPass: true,
  });
});

test('a fault of our own is none of the store', () => {
  expect(storeFailure(new TypeError('undefined is not a function'))).toBeUndefined();
});
