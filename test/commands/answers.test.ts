import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { showAnswers, type AnswersOptions } from '../../src/commands/answers.ts';
import { openAnswers } from '../../src/answers/open-answers.ts';
import type { Configuration } from '../../src/process/configuration.ts';
import { noBuckets } from '../storage/no-buckets.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const now = new Date('2026-03-01T12:00:00Z');
const day = 24 * 3_600;
let place: string;

beforeEach(async () => {
  place = await scratchFolder();
  const store = openAnswers(place, noBuckets);
  for (const days of [0, 10, 29, 31, 400]) {
    const path = `v1/model/aa/${days}`;
    const usage = { promptTokens: 1, completionTokens: 1 };
    await store.keep(path, {
      model: 'p/m',
      paidBy: 'call',
      reply: { text: 'Yes.', finishReason: 'stop', usage },
    });
    utimesSync(join(place, path), now.getTime() / 1_000 - days * day, now.getTime() / 1_000 - days * day);
  }
});

async function said(options: AnswersOptions): Promise<string[]> {
  const lines: string[] = [];
  const configuration = {
    responseStore: { place, mostBytes: 1e9 },
    objectStorage: noBuckets,
  } as Configuration;
  await showAnswers(options, (line) => lines.push(line), configuration, now);
  return lines;
}

const left = (): string[] => readdirSync(join(place, 'v1/model/aa')).sort();

test('those kept longer ago than so many days are removed, and no others', async () => {
  expect(await said({ olderThan: 30 })).toEqual([`2 answers removed from ${place}`]);
  expect(left()).toEqual(['0', '10', '29']);
  expect(await said({ olderThan: 30 })).toEqual([`0 answers removed from ${place}`]);
});

test('all are removed when that is asked for', async () => {
  expect(await said({ clear: true })).toEqual([`5 answers removed from ${place}`]);
  expect(left()).toEqual([]);
});

test('asked for nothing, all stay and are counted', async () => {
  const lines = await said({});
  expect(lines[1]).toMatch(/^ {2}5 answers, /);
  expect(lines[2]).toBe('  the oldest kept 2025-01-25 12:00, the newest 2026-03-01 12:00');
  expect(left()).toHaveLength(5);
});

test('where no answers are kept, that is said', async () => {
  const configuration = { responseStore: undefined, objectStorage: noBuckets } as Configuration;
  await expect(showAnswers({ clear: true }, () => undefined, configuration, now)).rejects.toThrow(
    'No answers are kept: RESPONSE_STORE is "off".',
  );
});
