import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import { outputPlaces } from '../../src/output/output-places.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let root: string;

beforeEach(async () => {
  root = await scratchFolder();
});

function open(path: string) {
  const objectStorage = { buckets: ['datasets'], endpoint: undefined, region: 'us-east-1' };
  return outputPlaces(new DataDirectory(root), objectStorage).open(path);
}

describe('a place that is none of the worker is a mistake of the input', () => {
  test.each([
    ['../out', '"../out" lies outside'],
    [
      's3://others/pairs',
      'the worker may not write to bucket "others": name it in the worker\'s OUTPUT_BUCKETS',
    ],
    ['s3://datasets', 'names a whole bucket: add a prefix, s3://datasets/<prefix>'],
    ['s3://datasets/', 'names a whole bucket'],
    ['s3://', 'is not the name of a bucket'],
    ['s3://Datasets/pairs', '"Datasets" is not the name of a bucket'],
    ['s3://datasets/../others/pairs', 'the prefix "../others/pairs" may hold'],
    ['s3://datasets/a//b', 'the prefix "a//b" may hold'],
    ['s3://datasets/a\u0000b', 'may hold'],
  ])('%j', async (path, words) => {
    await expect(open(path)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(`output.path: `) as unknown,
    });
    await expect(open(path)).rejects.toThrow(words);
  });
});

test('a folder inside the data directory is a place', async () => {
  const storage = await open('out/letters');
  await storage.write('run.json', ['{}']);
  expect(await (await open(join('out', 'letters'))).size('run.json')).toBe(2);
});

test.each([['s3://datasets/pairs'], ['s3://datasets/2026/pairs-1.2/'], ["s3://datasets/it's_(mine)!"]])(
  "%s is a place where its bucket is the worker's",
  async (path) => {
    await expect(open(path)).resolves.toHaveProperty('write');
  },
);
