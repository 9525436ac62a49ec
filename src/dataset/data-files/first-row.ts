import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import type { ConfigName } from '../../preference/config-features.ts';
import { readLines } from '../jsonl-lines.ts';
import { publishedFilesSchema } from '../manifest.schema.ts';
import { manifestName } from '../output-folder.ts';

/** The first row of a published config, as its file has it; undefined where it has none. */
export async function readFirstRow(folder: string, config: ConfigName): Promise<unknown> {
  const manifest = await readFile(join(folder, manifestName), 'utf8');
  const { files } = publishedFilesSchema.parse(JSON.parse(manifest));
  const file = files.find((published) => published.config === config);
  if (!file || file.rows === 0) return undefined;
  return await firstRow[file.format](join(folder, file.path));
}

const firstRow = { parquet: firstRowOfParquet, jsonl: firstRowOfJsonl };

async function firstRowOfParquet(path: string): Promise<unknown> {
  const [row] = await parquetReadObjects({ file: await asyncBufferFromFile(path), rowStart: 0, rowEnd: 1 });
  return asJson(row);
}

async function firstRowOfJsonl(path: string): Promise<unknown> {
  for await (const { bytes } of readLines(path, { byteStart: 0, firstLine: 1, mostBytes: Infinity })) {
    return bytes ? JSON.parse(bytes.toString()) : undefined;
  }
  return undefined;
}

/** Parquet's whole numbers come as BigInt, those of this project are small; lists that are null come as undefined. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
}
