import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AnswerBound } from '../../src/answers/answer-bound.ts';
import { openAnswers } from '../../src/answers/open-answers.ts';
import { ProviderAnswers } from '../../src/answers/provider-answers.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { ask, place, reply, wire } from './asks.ts';

const scratchFolder = scratchFolders();
const other = { ...place, activityId: '8' };
const fresh = { ...ask, reuses: false };
let answers: ProviderAnswers;

beforeEach(async () => {
  const store = openAnswers(join(await scratchFolder(), 'answers'), noBuckets);
  answers = new ProviderAnswers(
    store,
    new AnswerBound(store, 1e9, () => expect.fail('a sweep failed')),
    'local',
    wire,
  );
});

test('nothing is known of a model before its first answer', async () => {
  expect(await answers.hasAnyOf('notus')).toBe(false);
  await answers.keep(ask, place, reply);
  expect(await answers.hasAnyOf('notus')).toBe(true);
  expect(await answers.hasAnyOf('zephyr')).toBe(false);
});

test('another call reuses an answer; another attempt of its own call has paid for it', async () => {
  await answers.keep(ask, place, reply);
  expect(await answers.has(ask)).toBe(true);
  expect(await answers.recall(ask, other, 1)).toEqual({ reply, reused: true });
  expect(await answers.recall(ask, place, 2)).toEqual({ reply, reused: false });
});

test('a refusal is kept for its own call alone, what was filtered or cut off for all', async () => {
  const refusal = { ...reply, finishReason: 'refusal' as const };
  await answers.keep(ask, place, refusal);
  expect(await answers.has(ask)).toBe(false);
  expect(await answers.recall(ask, other, 2)).toBeUndefined();
  expect(await answers.recall(ask, place, 2)).toEqual({ reply: refusal, reused: false });
  for (const finishReason of ['length', 'content_filter'] as const) {
    await answers.keep(ask, place, { ...reply, finishReason });
    expect((await answers.recall(ask, other, 1))?.reply.finishReason).toBe(finishReason);
  }
});

test('a fresh sample finds its own answer only, and becomes the one that others reuse', async () => {
  await answers.keep(ask, other, reply);
  expect(await answers.recall(fresh, place, 2)).toBeUndefined();
  const drawn = { ...reply, text: 'Tall grass.' };
  await answers.keep(fresh, place, drawn);
  expect(await answers.recall(fresh, place, 2)).toEqual({ reply: drawn, reused: false });
  expect(await answers.recall(ask, other, 1)).toEqual({ reply: drawn, reused: true });
});
