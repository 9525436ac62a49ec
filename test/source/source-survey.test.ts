import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from '../../src/contract/input/source.schema.ts';
import { jsonlReader } from '../../src/source/files/jsonl-reader.ts';
import { firstPlace } from '../../src/source/row-reader.ts';
import { SourceSurvey } from '../../src/source/source-survey.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const letter = JSON.stringify({ messages: [{ role: 'user', content: 'Dear all' }] });

async function surveyOf(lines: (string | Buffer)[], mapping: ColumnMapping = {}): Promise<SourceSurvey> {
  const path = join(await scratchFolder(), 'letters.jsonl');
  await writeFile(
    path,
    Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\n')]))),
  );
  const survey = new SourceSurvey({ mapping });
  for await (const row of jsonlReader(path).rows(firstPlace)) survey.lookAt(row, () => `line ${row.number}`);
  return survey;
}

describe('a source of which nothing can be made', () => {
  test('is told with counts where more than half of its lines cannot be read', async () => {
    const bad = ['{"cut', 'hello', Buffer.from([0x22, 0xe9, 0x22]), '{"score": NaN}'];
    expect((await surveyOf([letter, '', ...bad, letter])).problem()).toMatch(
      /^4 of the first 6 rows cannot be read, more than half: line 3 is not JSON \(.*\); line 4 .*; line 5 is not UTF-8$/,
    );
  });

  test('is told with what its first rows hold instead, and what to do', async () => {
    const survey = await surveyOf(['{"text": "a"}', '{"messages": []}', '{"text": "b"}']);
    expect(survey.problem()).toMatch(
      /^none of the first 3 rows holds a conversation that can be read: line 1: no column .*; line 2: messages: is empty; .* source\.mapping$/,
    );
  });

  test('is told of a single row as well', async () => {
    expect((await surveyOf(['hello'])).problem()).toMatch(/^1 of one row cannot be read/);
  });
});

describe('a source with bad rows among good ones', () => {
  test('is taken where half of its lines are bad', async () => {
    const survey = await surveyOf([letter, 'hello', '{', letter]);
    expect(survey.problem()).toBeUndefined();
    expect(survey.reading()).toMatchObject({ rows: 4, readable: 2 });
  });

  test('is taken where one row of many can be read', async () => {
    const lines = [...Array.from({ length: 50 }, () => '{"text": "a"}'), letter];
    expect((await surveyOf(lines)).problem()).toBeUndefined();
  });
});

test('how most rows are read is told first, then how others are, with counts', async () => {
  const shareGpt = JSON.stringify({
    system: 'Be brief.',
    conversations: [{ from: 'human', value: 'Hi' }],
    chat: [1],
  });
  expect((await surveyOf([shareGpt, letter, letter, '{"a": 1}'])).reading()).toEqual({
    column: 'messages',
    shape: 'role/content',
    rows: 4,
    readable: 3,
    otherwise: [
      { column: 'conversations', shape: 'from/value', system: 'system', passedOver: ['chat'], rows: 1 },
    ],
  });
});

test('an empty source has nothing to tell', async () => {
  const survey = await surveyOf(['', ' ']);
  expect([survey.problem(), survey.reading()]).toEqual([undefined, undefined]);
});
