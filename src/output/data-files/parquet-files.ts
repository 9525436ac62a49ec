import type { ColumnTypes } from '../../preference/column-types.ts';
import { arrowBytes } from './arrow-bytes.ts';
import type { FileSizes } from './file-sizes.ts';
import { NumberedFiles, type FilesPlace } from './numbered-files.ts';
import { ParquetFile } from './parquet-file-writer.ts';
import type { RowFiles } from './row-files.ts';

/** Parquet, in row groups that are held one at a time, and in files cut between row groups. */
export function parquetFiles(
  place: Omit<FilesPlace, 'extension'>,
  types: ColumnTypes,
  { fileBytes, rowGroupBytes }: FileSizes,
): RowFiles {
  const files = new NumberedFiles({ ...place, extension: 'parquet' });
  let file: ParquetFile | undefined;
  let group: object[] = [];
  let groupBytes = 0;

  async function nextFile(): Promise<ParquetFile> {
    await file?.finish();
    return new ParquetFile(await files.next(), types);
  }

  async function writeGroup(): Promise<void> {
    if (!file || file.bytes >= fileBytes) file = await nextFile();
    await file.writeRowGroup(group);
    group = [];
    groupBytes = 0;
  }

  return {
    async add(row) {
      group.push(row);
      groupBytes += arrowBytes(row, types);
      if (groupBytes >= rowGroupBytes) await writeGroup();
    },
    async finish() {
      if (group.length > 0) await writeGroup();
      file ??= await nextFile();
      await file.finish();
      return await files.putInPlace();
    },
    discard: () => files.discard(),
  };
}
