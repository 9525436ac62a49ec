import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AnswerBound, removeOlder, sweep } from '../../src/answers/answer-bound.ts';
import type { AnswerStore } from '../../src/answers/answer-store.ts';
import { openAnswers } from '../../src/answers/open-answers.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { reply } from './asks.ts';

const scratchFolder = scratchFolders();
const day = 24 * 3_600_000;
let folder: string;
let store: AnswerStore;
let bytes: number;

/** Ten answers of one size, a day apart, the oldest first. */
beforeEach(async () => {
  folder = join(await scratchFolder(), 'answers');
  store = openAnswers(folder, noBuckets);
  for (let age = 10; age > 0; age -= 1) {
    const path = `v1/notus/ab/${age}`;
    bytes = await store.keep(path, { model: 'local/notus', paidBy: 'someone', reply });
    const keptAt = new Date(Date.now() - age * day);
    await utimes(join(folder, path), keptAt, keptAt);
  }
});

async function agesLeft(): Promise<number[]> {
  const ages: number[] = [];
  for await (const { path } of store.storage.list('')) ages.push(Number(path.split('/').at(-1)));
  return ages.sort((first, second) => first - second);
}

test('a store inside its bound loses nothing', async () => {
  await sweep(store, 10 * bytes);
  expect(await agesLeft()).toHaveLength(10);
});

test('the oldest answers go, until a tenth of the bound is free', async () => {
  await sweep(store, 5 * bytes);
  expect(await agesLeft()).toEqual([1, 2, 3, 4]);
});

test('what was kept before a time is removed, and counted', async () => {
  expect(await removeOlder(store.storage, Date.now() - 7.5 * day)).toBe(3);
  expect(await agesLeft()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('what a process writes brings the next sweep, and a sweep that fails is told', async () => {
  const failures: unknown[] = [];
  const bound = new AnswerBound(store, 5 * bytes, (error) => failures.push(error));
  bound.count(1);
  await bound.settled();
  expect(await agesLeft()).toHaveLength(10);
  bound.count(bytes);
  await bound.settled();
  expect(await agesLeft()).toEqual([1, 2, 3, 4]);
  store.storage.list = () => {
    throw new Error('no such disk');
  };
  bound.count(bytes);
  await bound.settled();
  expect(failures).toEqual([expect.objectContaining({ message: 'no such disk' })]);
});
