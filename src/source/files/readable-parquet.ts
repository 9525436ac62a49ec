import { stat } from 'node:fs/promises';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

export type ParquetRow = Record<string, unknown>;

/** A Parquet file whose end, with its schema and the places of its row groups, has been read. */
export interface ParquetFile {
  path: string;
  modifiedAt: number;
  file: AsyncBuffer;
  metadata: FileMetaData;
  columns: string[];
  rows: number;
}

const mostKept = 8;
const recent = new Map<string, ParquetFile>();

/**
 * Reads the end of a file; what it says where the file is not a whole Parquet file is a value. A worker keeps the ends of
 * the last few, since each shard opens its file anew.
 */
export async function openParquetFile(path: string): Promise<ParquetFile | { problem: string }> {
  const { size, mtimeMs } = await stat(path);
  const key = `${path}\0${size}\0${mtimeMs}`;
  const known = recent.get(key);
  const file = known ?? (await readFileEnd(path, mtimeMs));
  if ('problem' in file) return file;
  recent.delete(key);
  recent.set(key, file);
  for (const oldest of recent.keys()) if (recent.size > mostKept) recent.delete(oldest);
  return file;
}

async function readFileEnd(path: string, modifiedAt: number): Promise<ParquetFile | { problem: string }> {
  const file = await asyncBufferFromFile(path);
  if (file.byteLength < fewestBytes || !(await startsAsParquet(file)))
    return { problem: 'is not a Parquet file' };
  try {
    const metadata = await parquetMetadataAsync(file);
    return {
      path,
      modifiedAt,
      file,
      metadata,
      columns: parquetSchema(metadata).children.map(({ element }) => element.name),
      rows: Number(metadata.num_rows),
    };
  } catch (error) {
    return { problem: `is a Parquet file that is damaged or was cut off (${(error as Error).message})` };
  }
}

/** Reads consecutive rows, only the pages of the wanted columns where the file has an index of its pages. */
export async function readParquetRows(
  { file, metadata }: ParquetFile,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<ParquetRow[]> {
  return await parquetReadObjects({
    file,
    metadata,
    columns,
    rowStart,
    rowEnd,
    compressors,
    useOffsetIndex: true,
  });
}

/** Two magic numbers and the length of what is between. */
const fewestBytes = 12;

async function startsAsParquet(file: AsyncBuffer): Promise<boolean> {
  return Buffer.from(await file.slice(0, 4)).toString('latin1') === 'PAR1';
}
