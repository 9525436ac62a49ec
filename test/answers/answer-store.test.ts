import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { DamagedAnswer, type AnswerStore } from '../../src/answers/answer-store.ts';
import { openAnswers } from '../../src/answers/open-answers.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { reply } from './asks.ts';

const scratchFolder = scratchFolders();
const answer = { model: 'local/notus', paidBy: 'someone', reply };
const path = 'v1/notus/ab/cdef';
let folder: string;
let store: AnswerStore;

beforeEach(async () => {
  folder = join(await scratchFolder(), 'cache/answers');
  store = openAnswers(folder, noBuckets);
});

test('a place that is no bucket’s prefix is refused', () => {
  expect(() => openAnswers('s3://Bucket', noBuckets)).toThrow(
    'RESPONSE_STORE: "Bucket" is not the name of a bucket',
  );
});

test('a store that was just made has nothing', async () => {
  expect(await store.has(path)).toBe(false);
  expect(await store.find(path)).toBeUndefined();
});

test.each([
  ['is cut short', (entry: string) => entry.slice(0, -3)],
  ['is empty', () => ''],
  ['was changed', (entry: string) => entry.replace('Reeds', 'Weeds')],
  ['lost its checksum', (entry: string) => entry.slice(entry.indexOf('\n') + 1)],
])('an answer that %s is damaged, until it is kept again', async (_what, damage) => {
  await store.keep(path, answer);
  const file = join(folder, path);
  await writeFile(file, damage(await readFile(file, 'utf8')));
  await expect(store.find(path)).rejects.toThrow(DamagedAnswer);
  await store.keep(path, answer);
  expect(await store.find(path)).toEqual(answer);
});

test('an answer in a form of another build is damaged too', async () => {
  await store.keep(path, { ...answer, mood: 'glad' } as typeof answer);
  await expect(store.find(path)).rejects.toThrow('not in the form this build reads');
});

test('it is on the disk when keeping returns, before anything else can happen, for its owner alone', async () => {
  void store.keep(path, answer);
  const entries = await readdir(join(folder, 'v1/notus/ab'));
  expect(entries).toEqual(['cdef']);
  expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'v1/notus/ab'))).mode & 0o777).toBe(0o700);
});

test('many who keep the same answer at once leave one that can be read', async () => {
  const stores = Array.from({ length: 8 }, () => openAnswers(folder, noBuckets));
  await Promise.all(stores.map((each, place) => each.keep(path, { ...answer, paidBy: `${place}` })));
  expect((await store.find(path))?.reply).toEqual(reply);
  expect(await readdir(join(folder, 'v1/notus/ab'))).toEqual(['cdef']);
});
