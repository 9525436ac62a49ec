import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { bucketPrefix } from '../../src/dataset/storage/bucket-prefix.ts';
import { s3Client } from '../../src/dataset/storage/s3-client.ts';
import { describeStorage } from '../dataset/storage/storage-contract.ts';
import { bucketName } from './object-store.ts';

const client = s3Client({ endpoint: inject('storeEndpoint'), region: undefined });

describeStorage(() => Promise.resolve(bucketPrefix(client, { bucket: bucketName, prefix: randomUUID() })));
