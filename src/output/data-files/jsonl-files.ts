import type { ColumnTypes } from '../../preference/column-types.ts';
import type { FileSizes } from './file-sizes.ts';
import { jsonLine } from './json-line.ts';
import { NumberedFiles, type FilesPlace } from './numbered-files.ts';
import type { RowFiles } from './row-files.ts';
import type { StagedFile } from './staged-file.ts';

/** JSON lines, in files cut between rows. */
export function jsonlFiles(
  place: Omit<FilesPlace, 'extension'>,
  types: ColumnTypes,
  { fileBytes }: Pick<FileSizes, 'fileBytes'>,
): RowFiles {
  const files = new NumberedFiles({ ...place, extension: 'jsonl' });
  let file: StagedFile | undefined;
  return {
    async add(row) {
      const line = Buffer.from(jsonLine(row, types));
      if (!file || (file.rows > 0 && file.bytes + line.length > fileBytes)) file = await files.next();
      await file.write(line, 1);
    },
    async finish() {
      if (!file) await files.next();
      return await files.putInPlace();
    },
    discard: () => files.discard(),
  };
}
