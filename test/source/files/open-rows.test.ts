import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { openRows } from '../../../src/source/files/open-rows.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const rows = [{ a: 1 }, { a: 'two\nlines' }, { a: [3] }];
const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const array = JSON.stringify(rows, null, 2);
let folder: string;
let unpackedDirectory: string;

beforeEach(async () => {
  folder = await scratchFolder();
  unpackedDirectory = join(folder, 'unpacked');
});

async function open(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return await openRows({ path, name }, { mapping: {}, unpackedDirectory });
}

async function readAll(name: string, content: string | Buffer): Promise<unknown[]> {
  const reader = await open(name, content);
  if ('problem' in reader) throw new Error(reader.problem);
  const found = [];
  for await (const row of reader.rows({ start: 0, number: 1 })) found.push(row.read());
  return found.map((row) => ('json' in row ? row.json : row));
}

describe('a file that cannot be unpacked is told, and leaves nothing behind', () => {
  test.each([
    ['a.jsonl.gz', lines, 'is not a gzip file, or damaged (incorrect header check)'],
    ['b.jsonl.gz', gzipSync(lines).subarray(0, -12), 'is a gzip file that was cut off'],
    ['c.json', '[{"a": 1}, ', 'ends before its array does: it was cut off'],
    ['d.json.gz', gzipSync('[1] 2'), 'has more behind the end of its array'],
  ])('%s', async (name, content, problem) => {
    expect(await open(name, content)).toEqual({ problem });
    expect(await readdir(unpackedDirectory)).toEqual([]);
  });
});

test.each([
  ['a.jsonl', lines],
  ['a.json', lines],
  ['a.json', array],
  ['a.jsonl.gz', gzipSync(lines)],
  ['a.json.gz', gzipSync(lines)],
  ['a.json.gz', gzipSync(array)],
])('%s gives its rows, whatever it is packed in (%#)', async (name, content) => {
  expect(await readAll(name, content)).toEqual(rows);
});

test('a file is unpacked once for each of its states, also by many at the same time', async () => {
  const path = join(folder, 'a.json');
  await writeFile(path, array);
  const again = () => openRows({ path, name: 'a.json' }, { mapping: {}, unpackedDirectory });
  const all = await Promise.all(Array.from({ length: 5 }, again));
  expect(all.every((reader) => 'unit' in reader)).toBe(true);
  expect(await readdir(unpackedDirectory)).toHaveLength(1);
  await readAll('a.json', JSON.stringify([...rows, { a: 4 }]));
  expect(await readdir(unpackedDirectory)).toHaveLength(2);
});

test('what was not read for a week goes when another file is unpacked', async () => {
  await mkdir(unpackedDirectory);
  for (const [name, days] of [
    ['old.jsonl', 8],
    ['new.jsonl', 6],
  ] as const) {
    await writeFile(join(unpackedDirectory, name), '{}');
    const read = new Date(Date.now() - days * 24 * 3_600_000);
    await utimes(join(unpackedDirectory, name), read, read);
  }
  await readAll('a.json', array);
  const left = await readdir(unpackedDirectory);
  expect(left).toHaveLength(2);
  expect(left).toContain('new.jsonl');
});

describe('a file that is one object is told in one sentence', () => {
  const letters = [{ messages: [{ role: 'user', content: 'Dear all' }] }];
  const around =
    'is an object with its rows under "data", not an array of rows: save what is under "data" as a file of its own';

  test.each<[string, string, string | Buffer, string]>([
    ['around the rows', 'a.json', JSON.stringify({ version: 1, data: letters }, null, 2), around],
    ['around the rows, on one line', 'a.json', JSON.stringify({ version: 1, data: letters }), around],
    ['around the rows, each on a line', 'a.json', `{"data": [\n{"a": 1},\n{"a": 2}\n]}`, around],
    ['around the rows, by another name', 'a.jsonl', JSON.stringify({ data: letters }, null, 1), around],
    ['around the rows, gzipped', 'a.json.gz', gzipSync(JSON.stringify({ data: letters }, null, 1)), around],
    [
      'around rows longer than what is looked at',
      'a.json',
      `{"version": 1, "data": [${JSON.stringify({ text: 'x'.repeat(70_000) })}]}`,
      around,
    ],
    [
      'that is a row itself',
      'a.json',
      JSON.stringify(letters[0], null, 2),
      'is one object over several lines: write an array of rows, or each row on a line of its own',
    ],
  ])('%s', async (_what, name, content, problem) => {
    expect(await open(name, content)).toEqual({ problem });
  });

  test.each<[string, string]>([
    ['one row', JSON.stringify(letters[0])],
    ['a first line that is cut off', `{"messages": [\n${JSON.stringify(letters[0])}\n`],
    ['one long row', JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(70_000) }] })],
  ])('but not lines with %s', async (_what, content) => {
    expect(await open('a.json', content)).toHaveProperty('unit');
  });
});
