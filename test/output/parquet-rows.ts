import { parquetWriteBuffer } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';

export interface ParquetOptions {
  rowGroupSize?: number;
  pageSize?: number;
  /** Default: with one, as `datasets` writes it. */
  pageIndex?: boolean;
}

type Structs = (Record<string, string | null> | null)[] | null;

export function textColumn(name: string): SchemaElement {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
}

/** A column of lists of structs with two texts each. */
export function structsColumn(name: string, fields: [string, string]): SchemaElement[] {
  return [
    { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
    ...fields.map(textColumn),
  ];
}

/** A Parquet file with a column of lists of structs, as conversations are kept on the Hub, and one of texts. */
export function parquetOf(
  column: string,
  fields: [string, string],
  rows: readonly { source: string | null; turns: Structs }[],
  { rowGroupSize = 1_000, pageSize = 1_000_000, pageIndex = true }: ParquetOptions = {},
): Buffer {
  const schema: SchemaElement[] = [
    { name: 'schema', num_children: 3 },
    textColumn('source'),
    textColumn('unwanted'),
    ...structsColumn(column, fields),
  ];
  const columnData = [
    { name: 'source', data: rows.map(({ source }) => source), offsetIndex: pageIndex },
    { name: 'unwanted', data: rows.map((_, at) => `unwanted ${at}`), offsetIndex: pageIndex },
    { name: column, data: rows.map(({ turns }) => turns), offsetIndex: pageIndex },
  ];
  return Buffer.from(parquetWriteBuffer({ schema, columnData, rowGroupSize, pageSize }));
}

/** In Capybara's own shape, a turn for each pair of texts. */
export function capybaraParquet(
  rows: readonly (readonly [string, string][])[],
  options: ParquetOptions = {},
): Buffer {
  const shaped = rows.map((turns) => ({
    source: 'invented',
    turns: turns.map(([input, output]) => ({ input, output })),
  }));
  return parquetOf('conversation', ['input', 'output'], shaped, options);
}
