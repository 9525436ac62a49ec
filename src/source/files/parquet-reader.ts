import { invalidInput } from '../../contract/failures.ts';
import { limits } from '../../contract/limits.ts';
import { readParquetRows, type ParquetFile, type ParquetRow } from './readable-parquet.ts';
import type { RowSpan } from './parquet-spans.ts';
import type { RowReader, SourceRow } from '../row-reader.ts';

/** Reads a Parquet file span by span; what lies outside the wanted rows and columns is not decoded where it can be helped. */
export function parquetReader(
  file: ParquetFile,
  columns: string[],
  spans: RowSpan[],
  name: string,
): RowReader {
  return {
    unit: 'row',
    bytesPerStep: bytesOf(file, columns) / Math.max(1, file.rows),
    async *rows({ start }, end = file.rows) {
      for (const span of spans) {
        if (span.rowEnd <= start || span.rowStart >= end) continue;
        const rows = await oneAtATime(() => lastSpan.read(file, columns, span, name));
        const first = Math.max(start, span.rowStart);
        const last = Math.min(end, span.rowEnd);
        for (let row = first; row < last; row += 1) yield rowOf(rows[row - span.rowStart] ?? {}, row);
      }
    },
    pass: (rows) =>
      Promise.resolve(rows < file.rows ? { place: { start: rows, number: rows + 1 } } : { rows: file.rows }),
  };
}

function bytesOf({ metadata }: ParquetFile, columns: readonly string[]): number {
  const chunks = metadata.row_groups.flatMap((group) => group.columns).map(({ meta_data }) => meta_data);
  return chunks
    .filter((chunk) => columns.includes(chunk?.path_in_schema[0] ?? ''))
    .reduce((sum, chunk) => sum + Number(chunk?.total_uncompressed_size ?? 0), 0);
}

function rowOf(row: ParquetRow, index: number): SourceRow {
  let size: number | undefined;
  const bytes = () => (size ??= Buffer.byteLength(JSON.stringify(row, plainValue)));
  return {
    number: index + 1,
    start: index,
    end: index + 1,
    bytes,
    read: () => (bytes() > limits.rowBytes ? { tooLarge: bytes() } : { json: row }),
  };
}

/** Integers of 64 bits have no form in JSON; they only count here. */
function plainValue(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Shards are loaded in the order of their rows, so that the next ones mostly want the rows just decoded. */
class LastSpan {
  #key = '';
  #rows: ParquetRow[] = [];

  async read(file: ParquetFile, columns: string[], span: RowSpan, name: string): Promise<ParquetRow[]> {
    const {
      path,
      file: { byteLength },
    } = file;
    const key = JSON.stringify([path, byteLength, file.modifiedAt, columns, span.rowStart]);
    if (key === this.#key) return this.#rows;
    this.#rows = [];
    this.#key = '';
    try {
      this.#rows = await readParquetRows(file, columns, span.rowStart, span.rowEnd);
    } catch (error) {
      const rows = `rows ${span.rowStart} to ${span.rowEnd - 1}`;
      throw invalidInput([`${name} is damaged: its ${rows} cannot be decoded (${(error as Error).message})`]);
    }
    this.#key = key;
    return this.#rows;
  }
}

const lastSpan = new LastSpan();
let busy: Promise<unknown> = Promise.resolve();

/** Decoding takes much memory: a worker that loads many shards at once decodes for one after the other. */
async function oneAtATime<Result>(decode: () => Promise<Result>): Promise<Result> {
  const turn = busy.then(decode, decode);
  busy = turn.catch(() => undefined);
  return await turn;
}
