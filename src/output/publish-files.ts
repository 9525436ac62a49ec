import { columnTypes, type ColumnTypes } from '../preference/column-types.ts';
import { configsOf, type ConfigName } from '../preference/config-features.ts';
import { furtherFeatures } from '../preference/further-features.ts';
import { ratingType } from '../preference/rating-type.ts';
import { withThoughtField } from '../preference/thoughts/thought-columns.ts';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { fileFormats, type FileFormat } from '../contract/input/output.schema.ts';
import { keepsRatings } from '../contract/input/source.schema.ts';
import { takesImages } from '../contract/takes-images.ts';
import { arrowBytes } from './data-files/arrow-bytes.ts';
import type { FileSizes } from './data-files/file-sizes.ts';
import { formatDirectories } from '../dataset/format-directories.ts';
import { jsonlFiles } from './data-files/jsonl-files.ts';
import { parquetFiles } from './data-files/parquet-files.ts';
import { rowsInParts, withImageColumns } from './image-columns.ts';
import type { RowsOf } from './joined-rows.ts';
import type { PartRow } from './part-files.ts';
import type { RowFiles } from './data-files/row-files.ts';
import type { StoredFile } from './data-files/staged-file.ts';
import { splitNames, testSplit, unsplit, type SplitName, type SplitOf } from './splits.ts';
import type { Storage } from '../storage/storage.ts';

export interface PublishedFile extends StoredFile {
  config: ConfigName;
  format: FileFormat;
  split: SplitName;
}

export interface PublishedSplit {
  split: SplitName;
  rows: number;
  /** See {@link arrowBytes}. */
  bytesInMemory: number;
}

export interface PublishedConfig {
  config: ConfigName;
  types: ColumnTypes;
  rows: number;
  /** Those that have rows; `train` alone where none has. */
  splits: PublishedSplit[];
  files: PublishedFile[];
}

/** Joins the parts of every config into its published files; again gives the same bytes. */
export async function publishFiles(
  storage: Storage,
  { input, tally }: Pick<PublishDatasetInput, 'input' | 'tally'>,
  rowsOf: RowsOf,
  sizes: FileSizes,
): Promise<PublishedConfig[]> {
  const rating = ratingType(input.judges, keepsRatings(input.source));
  const withTools = (tally.rowsWithTools ?? 0) > 0;
  const { test } = input.output;
  const splitOf = test === undefined ? unsplit : await testSplit(test, rowsOf('trl'));
  const areSeen = takesImages(input);
  return await storage.stage(async (stagingFolder) => {
    const published: PublishedConfig[] = [];
    for (const config of configsOf(input.output)) {
      const known = columnTypes(config, rating, withTools, furtherFeatures(config, input));
      const spoken = withThoughtField(config, known, input.output.reasoning);
      const types = areSeen ? withImageColumns(config, spoken) : spoken;
      const formats = fileFormats.filter((format) => input.output.formats.includes(format));
      const open = (split: SplitName) =>
        formats.map((format) => {
          const place = { storage, stagingFolder, directory: formatDirectories[format](config), split };
          return { format, files: openFiles[format](place, types, sizes) };
        });
      const rows = areSeen ? rowsInParts(config, rowsOf(config)) : rowsOf(config);
      published.push(await publishConfig({ config, types }, rows, splitOf, open));
    }
    return published;
  });
}

const openFiles = { parquet: parquetFiles, jsonl: jsonlFiles } satisfies Record<FileFormat, unknown>;

interface OpenSplit extends PublishedSplit {
  formats: readonly { format: FileFormat; files: RowFiles }[];
}

/** One reading of the rows fills the files of every format and split. */
async function publishConfig(
  { config, types }: Pick<PublishedConfig, 'config' | 'types'>,
  rows: AsyncIterable<PartRow<ConfigName>>,
  splitOf: SplitOf,
  open: (split: SplitName) => OpenSplit['formats'],
): Promise<PublishedConfig> {
  const splits = new Map<SplitName, OpenSplit>();
  const opened = (split: SplitName): OpenSplit => {
    const before = splits.get(split);
    if (before) return before;
    const files = { split, rows: 0, bytesInMemory: 0, formats: open(split) };
    splits.set(split, files);
    return files;
  };

  try {
    for await (const row of rows) {
      const split = opened(splitOf(row));
      split.rows += 1;
      split.bytesInMemory += arrowBytes(row, types);
      for (const { files } of split.formats) await files.add(row);
    }
    if (splits.size === 0) opened('train');
    return await finished();
  } catch (error) {
    for (const { formats } of splits.values()) for (const { files } of formats) await files.discard();
    throw error;
  }

  async function finished(): Promise<PublishedConfig> {
    const published: PublishedConfig = { config, types, rows: 0, splits: [], files: [] };
    for (const name of splitNames) {
      const split = splits.get(name);
      if (!split) continue;
      const { formats, ...counted } = split;
      published.rows += split.rows;
      published.splits.push(counted);
      for (const { format, files } of formats) {
        const stored = await files.finish();
        published.files.push(...stored.map((file) => ({ config, format, split: name, ...file })));
      }
    }
    return published;
  }
}
