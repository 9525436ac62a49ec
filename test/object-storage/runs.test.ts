import { createHash, randomUUID } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { bucketPrefix } from '../../src/storage/bucket-prefix.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { s3Client } from '../../src/storage/s3-client.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { Trial } from '../e2e/trial/trial.ts';
import { hubToken, startPushedHub } from '../fake-hub/start-pushed-hub.ts';
import { bucketName, otherBucketName, storeKeys } from './object-store.ts';

const endpoint = inject('storeEndpoint');
const environment = { ...storeKeys, AWS_ENDPOINT_URL: endpoint, OUTPUT_BUCKETS: bucketName };

interface Listed {
  path: string;
  sha256: string;
}

async function manifestOf(storage: Storage): Promise<{ state: string; files: Listed[] }> {
  return JSON.parse(await text(storage.read('run.json'))) as { state: string; files: Listed[] };
}

async function prepare(options: Partial<Parameters<typeof Trial.prepare>[0]>): Promise<Trial> {
  const trial = await Trial.prepare({ rows: 40, environment, ...options });
  onTestFinished(() => trial.close());
  await trial.startServer();
  return trial;
}

function placeInBucket() {
  const prefix = `runs/${randomUUID()}`;
  const storage = bucketPrefix(s3Client({ endpoint, region: undefined }), { bucket: bucketName, prefix });
  return { path: `s3://${bucketName}/${prefix}`, storage };
}

test('a bucket that is none of the worker is refused before anything is paid', async () => {
  const trial = await prepare({ rows: 2, output: { path: `s3://${otherBucketName}/pairs` } });
  await trial.startWorker().untilReady();
  const run = await trial.start();
  expect(await trial.untilEnded(run)).toBe('FAILED');
  await expect(run.result()).rejects.toMatchObject({
    cause: {
      type: 'InvalidInput',
      message: expect.stringContaining(`may not write to bucket "${otherBucketName}"`) as unknown,
    },
  });
  expect((await trial.provider.counts()).received).toBe(0);
});

test(
  'a run whose worker is killed again and again leaves in a bucket what an undisturbed one leaves on a disk',
  { timeout: 240_000 },
  async () => {
    const { path, storage } = placeInBucket();
    const onDisk = await prepare({ provider: { latencyMilliseconds: 100 } });
    await onDisk.startWorker().untilReady();
    expect(await onDisk.untilEnded(await onDisk.start())).toBe('COMPLETED');

    const inBucket = await prepare({ provider: { latencyMilliseconds: 100 }, output: { path } });
    await inBucket.startWorker().untilReady();
    const run = await inBucket.start();
    for (const received of [30, 90]) {
      await inBucket.untilReceived(received);
      await inBucket.newestWorker().kill();
      await inBucket.startWorker().untilReady();
    }
    expect(await inBucket.untilEnded(run)).toBe('COMPLETED');

    const expected = await manifestOf(localFolder(onDisk.outputFolder));
    const found = await manifestOf(storage);
    expect(found.state).toBe('complete');
    expect(found.files).toEqual(expected.files);
    expect(found.files.length).toBeGreaterThan(4);
    for (const file of found.files) {
      const content = await buffer(storage.read(file.path));
      expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256);
    }
    const parts = join('.parts', 'shard-00000-part-000.default.jsonl');
    expect(await storage.size(parts)).toBeUndefined();
  },
);

test('a dataset in a bucket is pushed to the Hub byte for byte', { timeout: 120_000 }, async () => {
  const hub = await startPushedHub();
  onTestFinished(() => hub.close());
  const { path, storage } = placeInBucket();
  const trial = await prepare({
    rows: 4,
    output: { path, push: { hub: { repo: 'me/pairs' } } },
    environment: { ...environment, HF_ENDPOINT: hub.url, HF_TOKEN: hubToken },
  });
  await trial.startWorker().untilReady();
  const run = await trial.start();
  expect(await trial.untilEnded(run)).toBe('COMPLETED');
  const pushed = hub.files('me/pairs');
  const { files } = await manifestOf(storage);
  for (const file of [...files.map(({ path: listed }) => listed), 'README.md', 'report.html', 'run.json']) {
    expect(pushed[file]).toEqual(await buffer(storage.read(file)));
  }
});
