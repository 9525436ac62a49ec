import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { beforeEach, expect, test } from 'vitest';
import { columnTypes, type ColumnTypes } from '../../../src/preference/column-types.ts';
import { configNames } from '../../../src/preference/config-features.ts';
import { parquetFiles } from '../../../src/output/data-files/parquet-files.ts';
import type { StoredFile } from '../../../src/output/data-files/staged-file.ts';
import { localFolder } from '../../../src/storage/local-folder.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const oneFile = { fileBytes: 1e9, rowGroupBytes: 1e6 };
const nested: ColumnTypes = {
  text: 'string',
  count: 'int64',
  share: 'float64',
  label: 'bool',
  messages: { list: { struct: { content: 'string', role: 'string' } } },
  types: { list: { list: 'int64' } },
};
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function write(types: ColumnTypes, rows: readonly object[], sizes = oneFile): Promise<StoredFile[]> {
  const place = { storage: localFolder(folder), stagingFolder: join(folder, '.parts'), directory: 'rows' };
  const files = parquetFiles(place, types, sizes);
  try {
    for (const row of rows) await files.add(row);
    return await files.finish();
  } catch (error) {
    await files.discard();
    throw error;
  }
}

/** The reader has lists that are null as undefined. */
async function read({ path }: StoredFile): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, path)) });
  return rows.map((row) => withNulls(row) as Record<string, unknown>);
}

function withNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNulls(inner)]));
}

async function metadata({ path }: StoredFile) {
  return await parquetMetadataAsync(await asyncBufferFromFile(join(folder, path)));
}

/** Text that doesn't compress. */
function digest(row: number): string {
  return createHash('sha512').update(String(row)).digest('base64');
}

const nothing = { text: null, count: null, share: null, label: null, messages: null, types: null };

test('a fraction in a column of whole numbers is refused, not rounded', async () => {
  await expect(write({ count: 'int64' }, [{ count: 4.5 }])).rejects.toThrow(RangeError);
});

test('rows of nulls alone have the same schema as rows that say everything', async () => {
  const [empty] = await write(nested, [nothing, nothing]);
  const silent = await metadata(empty!);
  expect(await read(empty!)).toEqual([nothing, nothing]);
  const full = { text: 'x', count: 1, share: 0.5, label: true, messages: [], types: [[1]] };
  const [spoken] = await write(nested, [full]);
  expect((await metadata(spoken!)).schema).toEqual(silent.schema);
});

test('no rows at all make one file with the whole schema', async () => {
  const files = await write(nested, []);
  expect(files.map(({ path, rows }) => [path, rows])).toEqual([['rows/train-00000-of-00001.parquet', 0]]);
  const { schema, num_rows } = await metadata(files[0]!);
  expect(num_rows).toBe(0n);
  expect(schema.filter(({ type }) => type).map(({ name, type }) => [name, type])).toEqual([
    ['text', 'BYTE_ARRAY'],
    ['count', 'INT64'],
    ['share', 'DOUBLE'],
    ['label', 'BOOLEAN'],
    ['content', 'BYTE_ARRAY'],
    ['role', 'BYTE_ARRAY'],
    ['element', 'INT64'],
  ]);
});

test.each(configNames)('the columns of %s are all optional, at every depth', async (config) => {
  const [file] = await write(columnTypes(config, 'int64'), []);
  const [root, ...elements] = (await metadata(file!)).schema;
  expect(root?.num_children).toBe(Object.keys(columnTypes(config, 'int64')).length);
  expect(new Set(elements.map(({ repetition_type }) => repetition_type))).not.toContain('REQUIRED');
});

test('nulls and empty lists keep apart from each other, and from what stands beside them', async () => {
  const rows = [
    { ...nothing, messages: [], types: [] },
    { ...nothing, types: [[], null, [1, 2]] },
    { ...nothing, messages: [{ content: 'Hm?', role: null }], share: 4 },
    { ...nothing, text: '', count: -1, label: false },
  ];
  const [file] = await write(nested, rows);
  expect(await read(file!)).toEqual([
    { ...nothing, messages: [], types: [] },
    { ...nothing, types: [[], null, [1n, 2n]] },
    { ...nothing, messages: [{ content: 'Hm?', role: null }], share: 4 },
    { ...nothing, text: '', count: -1n, label: false },
  ]);
});

test('texts of any script and of 100 KB come back as they were', async () => {
  const texts = ['Größe 水豚 🦫 \u2028\u0000\n"', 'x', '水豚'.repeat(20_000), `${'a'.repeat(99_999)}🦫`];
  const [file] = await write(
    { text: 'string' },
    texts.map((text) => ({ text })),
  );
  expect((await read(file!)).map(({ text }) => text)).toEqual(texts);
});

test('half a character becomes the sign for it, since Parquet has UTF-8', async () => {
  const [file] = await write({ text: 'string' }, [{ text: 'a\ud800b' }]);
  expect(await read(file!)).toEqual([{ text: 'a\ufffdb' }]);
});

test('rows are written in groups of bounded size, and files end behind a group', async () => {
  const rows = Array.from({ length: 100 }, (_, row) => ({ text: digest(row) + digest(-row - 1) }));
  const files = await write({ text: 'string' }, rows, { fileBytes: 2_000, rowGroupBytes: 1_000 });
  expect(files.length).toBeGreaterThan(2);
  expect(files.reduce((sum, file) => sum + file.rows, 0)).toBe(100);
  expect((await Promise.all(files.map(read))).flat()).toEqual(rows);
  for (const [index, file] of files.entries()) {
    expect(file.path).toBe(`rows/train-0000${index}-of-0000${files.length}.parquet`);
    const { row_groups, num_rows } = await metadata(file);
    expect(Number(num_rows)).toBe(file.rows);
    expect(row_groups.every((group) => group.num_rows < 15n)).toBe(true);
    expect((await readFile(join(folder, file.path))).length).toBe(file.bytes);
  }
});

test('the same rows give the same bytes', async () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => ({ text: `row ${row % 7}`, count: row }));
  const types = { text: 'string', count: 'int64' } as const;
  const digests = async () => (await write(types, rows)).map(({ sha256 }) => sha256);
  expect(await digests()).toEqual(await digests());
});
