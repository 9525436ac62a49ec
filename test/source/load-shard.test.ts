import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import type { LoadedRow, RepeatedRow } from '../../src/contract/run.ts';
import { loadShard } from '../../src/source/load-shard.ts';
import type { RowContext } from '../../src/source/rows-of-source-row.ts';
import { jsonlReader } from '../../src/source/files/jsonl-reader.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const context: RowContext = {
  name: 'letters',
  mapping: {},
  settings: { turns: 'last', rows: { offset: 0, duplicates: 'keep' } },
  unit: 'line',
};
const good = '{"messages":[{"role":"user","content":"Hello"}]}';
let path: string;

beforeEach(async () => {
  path = join(await scratchFolder(), 'letters.jsonl');
});

/** The rows of a shard that is the whole file, its first row being row 40 at line 90. */
async function load(
  content: string | Buffer,
  repeated: RepeatedRow[] = [],
  settings = context.settings,
): Promise<LoadedRow[]> {
  await writeFile(path, content);
  return await loadShard(
    jsonlReader(path),
    { ...context, settings },
    {
      index: 3,
      file: { path: 'letters.jsonl', bytes: 0, modifiedAt: 0 },
      firstRow: 40,
      lastRow: 41,
      sourceRows: 2,
      rowCount: 2,
      stretches: [{ firstRow: 40, number: 90, start: 0, end: Buffer.byteLength(content) }],
      repeated,
    },
  );
}

describe('a bad row is a value that says where and why', () => {
  test.each<[string, string | Buffer, string, RegExp]>([
    ['that is no JSON', '{"a":', 'Dataset.RowInvalid', /^line 91: is not JSON \(/],
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'Dataset.RowInvalid', /^line 91: is not UTF-8$/],
    ['that is no object', '[]', 'Dataset.RowInvalid', /^line 91: the row is not a JSON object$/],
    ['of no known shape', '{"text":"a"}', 'Dataset.RowInvalid', /^line 91: no column .*\(columns: text\)$/],
    [
      'with an empty message',
      '{"messages":[{"role":"user","content":""}]}',
      'Dataset.RowInvalid',
      /^line 91: messages\.0\.content: is empty$/,
    ],
    [
      'that is too large',
      'x'.repeat(limits.rowBytes + 1),
      'Dataset.RowTooLarge',
      new RegExp(`^line 91: ${limits.rowBytes + 2} bytes, at most ${limits.rowBytes} are taken$`),
    ],
  ])('%s', async (_case, row, reason, detail) => {
    const content = Buffer.concat([Buffer.from('\n'), Buffer.from(row), Buffer.from(`\n${good}\n`)]);
    const [bad, next] = await load(content);
    expect(bad).toEqual({
      kind: 'dropped',
      row: 40,
      rowId: 'letters/40',
      dropped: { reason, detail: expect.stringMatching(detail) as unknown },
    });
    expect(next).toMatchObject({ kind: 'conversation', row: 41 });
  });

  test('and a terminal would obey nothing in it', async () => {
    const [bad] = await load('\u001b[2J\u0007boo');
    expect(JSON.stringify(bad)).not.toMatch(/\\u001b|\\u0007/);
  });
});

test('a row that says nothing of its origin has the name of the file as its source', async () => {
  const rows = await load(`${good}\n${good.replace('{', '{"source":"attic",')}`);
  expect(rows).toEqual([
    {
      kind: 'conversation',
      row: 40,
      conversation: {
        rowId: 'letters/40',
        source: 'letters',
        messages: [{ role: 'user', content: 'Hello' }],
      },
    },
    {
      kind: 'conversation',
      row: 41,
      conversation: { rowId: 'letters/41', source: 'attic', messages: [{ role: 'user', content: 'Hello' }] },
    },
  ]);
});

test('a row that the planner found to be there already is dropped with the reason', async () => {
  const repeated = [
    { row: 40, sameAs: 7 },
    { row: 41, sameAs: null },
  ];
  const notIn = { path: 'out/earlier' };
  const settings: RowContext['settings'] = { turns: 'last', rows: { offset: 0, duplicates: 'drop', notIn } };
  expect(await load(`${good}\n${good}\n`, repeated, settings)).toMatchObject([
    {
      rowId: 'letters/40',
      dropped: { reason: 'Select.Duplicate', detail: 'the same conversation as row 7' },
    },
    { rowId: 'letters/41', dropped: { reason: 'Select.Seen', detail: 'its prompt is in "out/earlier"' } },
  ]);
});

test.each([
  [{ minTurns: 2 }, 'Select.TooFewTurns', 'line 90: 1 turns, at least 2 are wanted'],
  [{ maxTurns: 1 }, 'Select.TooManyTurns', 'line 91: 2 turns, at most 1 are wanted'],
])('a conversation with other than the wanted turns is dropped: %o', async (wanted, reason, detail) => {
  const talk = (turns: number) =>
    JSON.stringify({ conversation: Array.from({ length: turns }, () => ({ input: 'Ask', output: 'Say' })) });
  const settings: RowContext['settings'] = {
    turns: 'last',
    rows: { offset: 0, duplicates: 'keep', ...wanted },
  };
  const rows = await load(`${talk(1)}\n${talk(2)}\n`, [], settings);
  expect(rows.filter(({ kind }) => kind === 'dropped')).toMatchObject([{ dropped: { reason, detail } }]);
});
