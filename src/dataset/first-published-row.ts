import { buffer, text } from 'node:stream/consumers';
import { parquetReadObjects } from 'hyparquet';
import type { ConfigName } from '../preference/config-features.ts';
import { publishedFilesSchema } from './manifest.schema.ts';
import { manifestName } from './folder.ts';
import type { Storage } from '../storage/storage.ts';
import { storedLines } from '../storage/stored-lines.ts';

/** The first row of a published config, as its file has it; undefined where it has none. */
export async function readFirstRow(storage: Storage, config: ConfigName): Promise<unknown> {
  const manifest = await text(storage.read(manifestName));
  const { files } = publishedFilesSchema.parse(JSON.parse(manifest));
  const file = files.find((published) => published.config === config && published.rows > 0);
  if (!file) return undefined;
  return await firstRow[file.format](storage, file.path);
}

const firstRow = { parquet: firstRowOfParquet, jsonl: firstRowOfJsonl };

async function firstRowOfParquet(storage: Storage, path: string): Promise<unknown> {
  const byteLength = (await storage.size(path)) ?? 0;
  const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
    const bytes = await buffer(storage.read(path, { start, end }));
    return new Uint8Array(bytes).buffer;
  };
  const [row] = await parquetReadObjects({ file: { byteLength, slice }, rowStart: 0, rowEnd: 1 });
  return asJson(row);
}

async function firstRowOfJsonl(storage: Storage, path: string): Promise<unknown> {
  for await (const line of storedLines(storage.read(path))) return JSON.parse(line.toString());
  return undefined;
}

/** Parquet's whole numbers come as BigInt, those of this project are small; lists that are null come as undefined. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
}
