import type { FileMetaData } from 'hyparquet';

/** Consecutive rows that are decoded together. */
export interface RowSpan {
  rowStart: number;
  rowEnd: number;
}

/** A row group with an index of its pages is read in spans of about this many bytes before compression. */
const spanBytes = 8_000_000;

/** Short or repeated texts take little room in the file and more in memory. */
const mostSpanRows = 20_000;

/** Without one it is read whole, which takes four times its size in memory. */
const mostGroupBytes = 100_000_000;

/** How a file is read: its row groups, large ones in several spans. One that would not fit into memory is a problem. */
export function parquetSpans(
  metadata: FileMetaData,
  columns: readonly string[],
): RowSpan[] | { problem: string } {
  const spans: RowSpan[] = [];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const chunks = group.columns.filter(({ meta_data }) =>
      columns.includes(meta_data?.path_in_schema[0] ?? ''),
    );
    const bytes = chunks.reduce(
      (sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0),
      0,
    );
    const rows = Number(group.num_rows);
    const large = chunks.filter(
      ({ meta_data }) => Number(meta_data?.total_uncompressed_size ?? 0) > spanBytes / 8,
    );
    const indexed = large.every(({ offset_index_length }) => offset_index_length !== undefined);
    if (!indexed && bytes > mostGroupBytes) return { problem: tooLarge(bytes) };
    const fitting = indexed && bytes > spanBytes ? Math.max(1, Math.floor((rows * spanBytes) / bytes)) : rows;
    const step = Math.min(fitting, mostSpanRows);
    const groupEnd = rowStart + rows;
    for (; rowStart < groupEnd; rowStart += step) {
      spans.push({ rowStart, rowEnd: Math.min(rowStart + step, groupEnd) });
    }
    rowStart = groupEnd;
  }
  return spans;
}

function tooLarge(bytes: number): string {
  return (
    `has a row group of ${Math.round(bytes / 1e6)} MB without a page index, more than a worker decodes at once ` +
    `(${mostGroupBytes / 1e6} MB): write it again with smaller row groups or write_page_index=True`
  );
}
