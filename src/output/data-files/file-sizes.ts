export interface FileSizes {
  /** A file that has reached this many bytes is followed by another. */
  fileBytes: number;
  /** Of texts and numbers in one row group of a Parquet file: held in memory, and encoded without a pause. */
  rowGroupBytes: number;
}

/** Files as `datasets` cuts what it pushes to the Hub. */
export const fileSizes: FileSizes = { fileBytes: 500_000_000, rowGroupBytes: 8_000_000 };
