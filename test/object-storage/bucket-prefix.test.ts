import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { bucketPrefix } from '../../src/storage/bucket-prefix.ts';
import { s3Client } from '../../src/storage/s3-client.ts';
import { describeStorage } from '../storage/storage-contract.ts';
import { bucketName } from './object-store.ts';

const client = s3Client({ endpoint: inject('storeEndpoint'), region: undefined });

describeStorage(() => Promise.resolve(bucketPrefix(client, { bucket: bucketName, prefix: randomUUID() })));
