import { buffer } from 'node:stream/consumers';
import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer } from 'hyparquet';
import type { ConfigName } from '../preference/config-features.ts';
import { storedLines } from '../storage/stored-lines.ts';
import type { FinishedManifest } from './manifest.schema.ts';
import type { PublishedFolder } from './published-folder.ts';

type Published = Pick<PublishedFolder, 'size' | 'read'>;
export type ListedDataFile = FinishedManifest['files'][number];

export interface PublishedRow {
  /** As JSON lines would have it. */
  row: unknown;
  file: ListedDataFile;
}

/** The rows of a published config in their order, from its JSON lines where there are any: a row group at a time. */
export async function* publishedRows(
  folder: Published,
  { files }: Pick<FinishedManifest, 'files'>,
  config: ConfigName,
): AsyncGenerator<PublishedRow> {
  const listed = files.filter((file) => file.config === config);
  const lines = listed.filter(({ format }) => format === 'jsonl');
  for (const file of lines.length > 0 ? lines : listed) {
    if (file.rows === 0) continue;
    for await (const row of rowsOf[file.format](folder, file.path)) yield { row, file };
  }
}

const rowsOf = { parquet: rowsOfParquet, jsonl: rowsOfJsonl };

async function* rowsOfParquet(folder: Published, path: string): AsyncGenerator {
  const file = await openParquet(folder, path);
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const { num_rows: rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(rows);
    for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd })) yield asJson(row);
    rowStart = rowEnd;
  }
}

async function* rowsOfJsonl(folder: Published, path: string): AsyncGenerator {
  for await (const line of storedLines(asBuffers(folder.read(path)))) yield JSON.parse(line.toString());
}

async function* asBuffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

export async function openParquet(folder: Published, path: string): Promise<AsyncBuffer> {
  const byteLength = (await folder.size(path)) ?? 0;
  return {
    byteLength,
    slice: async (start, end = byteLength) =>
      new Uint8Array(await buffer(folder.read(path, { start, end }))).buffer,
  };
}

/** Parquet's whole numbers come as BigInt, those of this project are small; lists that are null come as undefined. */
export function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
}
