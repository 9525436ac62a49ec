import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../src/contract/limits.ts';
import { openRows } from '../../../src/source/files/open-rows.ts';
import type { RowReader } from '../../../src/source/row-reader.ts';
import { readConversationRow } from '../../../src/source/conversations/read-conversation-row.ts';
import { capybaraParquet, parquetOf } from '../../output/parquet-rows.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let path: string;

beforeEach(async () => {
  path = join(await scratchFolder(), 'letters.parquet');
});

function open(mapping = {}) {
  return openRows({ path, name: 'letters.parquet' }, { mapping, unpackedDirectory: join(path, '..') });
}

async function opened(content: Buffer): Promise<RowReader> {
  await writeFile(path, content);
  const reader = await open();
  if ('problem' in reader) throw new Error(reader.problem);
  return reader;
}

async function messagesOf(reader: RowReader, start: number, end?: number): Promise<string[]> {
  const messages = [];
  for await (const { number, read } of reader.rows({ start, number: start + 1 }, end)) {
    const row = read();
    const parsed = 'json' in row ? readConversationRow(row.json) : row;
    messages.push(
      `${number} ${'messages' in parsed ? (parsed.messages[0]?.content ?? '') : JSON.stringify(parsed)}`,
    );
  }
  return messages;
}

const fifty = Array.from({ length: 50 }, (_, at): [string, string][] => [[`ask ${at}`, `say ${at}`]]);

describe('a file that cannot be read is told', () => {
  test.each([
    ['that is too short', (): Buffer => Buffer.from('PAR1'), /^is not a Parquet file$/],
    ['of another format', (): Buffer => Buffer.from('{"messages":[]}\n'), /^is not a Parquet file$/],
    [
      'that was cut off',
      (): Buffer => capybaraParquet(fifty).subarray(0, -100),
      /^is a Parquet file that is damaged or was cut off/,
    ],
    [
      'without a conversation',
      (): Buffer => parquetOf('essay', ['a', 'b'], [{ source: null, turns: [] }]),
      /^has no column "conversation", "messages", .* \(columns: source, unwanted, essay\)$/,
    ],
  ])('%s', async (_what, content, problem) => {
    await writeFile(path, content());
    expect(await open()).toEqual({ problem: expect.stringMatching(problem) as unknown });
  });

  test.each([
    [{ messages: 'chat' }, 'has no column "chat" (columns: source, unwanted, conversation)'],
    [{ source: 'origin' }, 'has no column "origin" (columns: source, unwanted, conversation)'],
  ])('with the columns that are there, where a mapping names another: %o', async (mapping, problem) => {
    await writeFile(path, capybaraParquet(fifty));
    expect(await open(mapping)).toEqual({ problem });
  });

  test('with its rows, where its pages are damaged', async () => {
    const content = capybaraParquet(fifty);
    content.fill(0xff, 4, 200);
    const reader = await opened(content);
    await expect(messagesOf(reader, 0)).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(
        '"letters.parquet" is damaged: its rows 0 to 49 cannot be decoded',
      ) as unknown,
    });
  });

  test('where a row group would not fit into memory', async () => {
    const long = Array.from({ length: 1_100 }, (_, at): [string, string][] => [
      [`${at} ${'x'.repeat(100_000)}`, 'y'],
    ]);
    await writeFile(path, capybaraParquet(long, { rowGroupSize: 2_000, pageIndex: false }));
    expect(await open()).toEqual({
      problem: expect.stringMatching(/^has a row group of 110 MB without a page index/) as unknown,
    });
    await writeFile(path, capybaraParquet(long, { rowGroupSize: 2_000 }));
    const reader = await open();
    expect(reader).toHaveProperty('unit', 'row');
    expect((await messagesOf(reader as RowReader, 1_099))[0]?.slice(0, 10)).toBe('1100 1099 ');
  });
});

test.each([
  ['one row group', { rowGroupSize: 100 }],
  ['several row groups', { rowGroupSize: 7 }],
  ['several pages', { rowGroupSize: 100, pageSize: 64 }],
  ['no page index', { rowGroupSize: 20, pageSize: 64, pageIndex: false }],
])('rows are read from anywhere on: %s', async (_what, options) => {
  const reader = await opened(capybaraParquet(fifty, options));
  expect(await messagesOf(reader, 18, 23)).toEqual([
    '19 ask 18',
    '20 ask 19',
    '21 ask 20',
    '22 ask 21',
    '23 ask 22',
  ]);
  expect(await messagesOf(reader, 48)).toEqual(['49 ask 48', '50 ask 49']);
  expect(await reader.pass(49)).toEqual({ place: { start: 49, number: 50 } });
  expect(await reader.pass(Infinity)).toEqual({ rows: 50 });
});

test('lists of structs are the row shapes of JSON, and only the wanted columns are read', async () => {
  const turns = [
    { from: 'human', value: 'Hello' },
    { from: 'gpt', value: 'Hi' },
  ];
  const reader = await opened(parquetOf('conversations', ['from', 'value'], [{ source: 'attic', turns }]));
  const rows = [];
  for await (const { read } of reader.rows({ start: 0, number: 1 })) rows.push(read());
  expect(rows).toEqual([{ json: { source: 'attic', conversations: turns } }]);
});

test('a row without its text, and one over the size, are values', async () => {
  const reader = await opened(
    parquetOf(
      'conversation',
      ['input', 'output'],
      [
        { source: null, turns: [{ input: 'Hello', output: null }] },
        { source: null, turns: null },
        { source: null, turns: [{ input: 'x'.repeat(limits.rowBytes), output: 'y' }] },
      ],
    ),
  );
  const rows = [];
  for await (const { read } of reader.rows({ start: 0, number: 1 })) {
    const row = read();
    rows.push('json' in row ? readConversationRow(row.json) : Object.keys(row));
  }
  expect(rows).toEqual([
    { problem: 'conversation.0.output: is empty' },
    { problem: 'conversation: is null' },
    ['tooLarge'],
  ]);
});
