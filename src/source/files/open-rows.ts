import type { CandidatesWanted, ColumnMapping } from '../../contract/input/source.schema.ts';
import { sourceFormatOf } from '../../contract/source-format.ts';
import { columnsOfConversation } from '../conversations/conversation-columns.ts';
import { problemAroundRows } from './around-rows.ts';
import { jsonlReader } from './jsonl-reader.ts';
import { openParquetFile } from './readable-parquet.ts';
import { parquetReader } from './parquet-reader.ts';
import { parquetSpans } from './parquet-spans.ts';
import type { RowReader } from '../row-reader.ts';
import { startsWithArray, unpackedFile } from './unpacked-file.ts';

export interface RowsFile {
  /** Where it is on this machine. */
  path: string;
  /** As the input or the Hub calls it: its ending tells the format. */
  name: string;
}

export interface ReadingOptions {
  mapping: ColumnMapping;
  candidates?: CandidatesWanted;
  unpackedDirectory: string;
  /** For sets that hold no conversations: also columns that nobody knows. */
  everyColumn?: true;
}

/** Makes a file readable by ranges of rows; what is wrong with it as a whole is a value. */
export async function openRows(
  { path, name }: RowsFile,
  options: ReadingOptions,
): Promise<RowReader | { problem: string }> {
  const format = sourceFormatOf(name);
  if (!format) return { problem: 'is in no format that can be read' };
  if (format.kind === 'parquet') return await openParquetRows(path, name, options);
  const isArray = format.kind === 'json' && (format.gzip || (await startsWithArray(path)));
  const unpacked =
    isArray || format.gzip ? await unpackedFile(path, options.unpackedDirectory, format) : { path };
  if ('problem' in unpacked) return unpacked;
  const problem = await problemAroundRows(
    unpacked.path,
    // Also where the mapping names a column that is not there, which is told as such.
    (columns) =>
      [options.mapping, {}].some((mapping) => !('problem' in columnsOfConversation(columns, mapping))),
  );
  return problem === undefined ? jsonlReader(unpacked.path, isArray ? 'row' : 'line') : { problem };
}

async function openParquetRows(
  path: string,
  name: string,
  { mapping, candidates, everyColumn }: ReadingOptions,
): Promise<RowReader | { problem: string }> {
  const file = await openParquetFile(path);
  if ('problem' in file) return file;
  const columns = everyColumn ? file.columns : columnsOfConversation(file.columns, mapping, candidates);
  if ('problem' in columns) return { problem: `has ${columns.problem}` };
  const spans = parquetSpans(file.metadata, columns);
  return 'problem' in spans ? spans : parquetReader(file, columns, spans, `"${name}"`);
}
