import { columnTypes, type ColumnTypes } from '../preference/column-types.ts';
import { configNames, type ConfigName } from '../preference/config-features.ts';
import { furtherFeatures } from '../preference/further-features.ts';
import { ratingType } from '../preference/rating-type.ts';
import { withThoughtField } from '../preference/thoughts/thought-columns.ts';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { fileFormats, type FileFormat } from '../contract/input/output.schema.ts';
import { keepsRatings } from '../contract/input/source.schema.ts';
import { arrowBytes } from './data-files/arrow-bytes.ts';
import type { FileSizes } from './data-files/file-sizes.ts';
import { formatDirectories } from '../dataset/format-directories.ts';
import { jsonlFiles } from './data-files/jsonl-files.ts';
import { parquetFiles } from './data-files/parquet-files.ts';
import { readPartRows } from './part-files.ts';
import type { RowFiles } from './data-files/row-files.ts';
import type { StoredFile } from './data-files/staged-file.ts';
import type { Storage } from '../storage/storage.ts';

export interface PublishedFile extends StoredFile {
  config: ConfigName;
  format: FileFormat;
}

export interface PublishedConfig {
  config: ConfigName;
  types: ColumnTypes;
  rows: number;
  /** See {@link arrowBytes}. */
  bytesInMemory: number;
  files: PublishedFile[];
}

/** Joins the parts of every config into its published files; again gives the same bytes. */
export async function publishFiles(
  storage: Storage,
  { input, partsByShard, tally }: Pick<PublishDatasetInput, 'input' | 'partsByShard' | 'tally'>,
  sizes: FileSizes,
): Promise<PublishedConfig[]> {
  const rating = ratingType(input.judges, keepsRatings(input.source));
  const withTools = (tally.rowsWithTools ?? 0) > 0;
  return await storage.stage(async (stagingFolder) => {
    const published: PublishedConfig[] = [];
    for (const config of configNames) {
      const known = columnTypes(config, rating, withTools, furtherFeatures(config, input));
      const types = withThoughtField(config, known, input.output.reasoning);
      const formats = fileFormats
        .filter((format) => input.output.formats.includes(format))
        .map((format) => {
          const place = { storage, stagingFolder, directory: formatDirectories[format](config) };
          return { format, files: openFiles[format](place, types, sizes) };
        });
      published.push(
        await publishConfig(config, types, readPartRows(storage, partsByShard, config), formats),
      );
    }
    return published;
  });
}

const openFiles = { parquet: parquetFiles, jsonl: jsonlFiles } satisfies Record<FileFormat, unknown>;

/** One reading of the rows fills the files of every format. */
async function publishConfig(
  config: ConfigName,
  types: ColumnTypes,
  rows: AsyncIterable<object>,
  formats: readonly { format: FileFormat; files: RowFiles }[],
): Promise<PublishedConfig> {
  const published: PublishedConfig = { config, types, rows: 0, bytesInMemory: 0, files: [] };
  try {
    for await (const row of rows) {
      published.rows += 1;
      published.bytesInMemory += arrowBytes(row, types);
      for (const { files } of formats) await files.add(row);
    }
    for (const { format, files } of formats) {
      const stored = await files.finish();
      published.files.push(...stored.map((file) => ({ config, format, ...file })));
    }
    return published;
  } catch (error) {
    for (const { files } of formats) await files.discard();
    throw error;
  }
}
