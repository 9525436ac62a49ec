import { ByteWriter, ParquetWriter, type Writer } from 'hyparquet-writer';
import type { ColumnTypes } from '../../preference/column-types.ts';
import { parquetSchema } from './parquet-schema.ts';
import { parquetValue } from './parquet-value.ts';
import type { StagedFile } from './staged-file.ts';

/** One Parquet file, snappy-compressed: Node 20 has no zstd. */
export class ParquetFile {
  readonly #file: StagedFile;
  readonly #types: ColumnTypes;
  readonly #writer: ParquetWriter;
  #rowsToCome = 0;

  constructor(file: StagedFile, types: ColumnTypes) {
    this.#file = file;
    this.#types = types;
    this.#writer = new ParquetWriter({ writer: this.#bytesInto(file), schema: parquetSchema(types) });
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  async writeRowGroup(rows: readonly object[]): Promise<void> {
    const columnData = Object.entries(this.#types).map(([name, type]) => ({
      name,
      data: rows.map((row) => parquetValue((row as Record<string, unknown>)[name], type)),
    }));
    this.#rowsToCome = rows.length;
    await this.#writer.write({ columnData, rowGroupSize: rows.length });
  }

  async finish(): Promise<void> {
    await this.#writer.finish();
  }

  /** The writer flushes behind each row group, and at the end. */
  #bytesInto(file: StagedFile): Writer {
    const writer = new ByteWriter();
    const flush = async (): Promise<void> => {
      const bytes = writer.getBytes().slice();
      writer.index = 0;
      const rows = this.#rowsToCome;
      this.#rowsToCome = 0;
      await file.write(bytes, rows);
    };
    return Object.assign(writer, { flush, finish: flush });
  }
}
