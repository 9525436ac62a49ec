import type { ConfigName } from '../preference/config-features.ts';
import type { FileFormat } from '../contract/input/output.schema.ts';

/** JSON lines have a folder of their own, with a card by which they load from there. */
export const jsonlFolderName = 'jsonl';

/** Where the files of a config lie in each format: apart, so that a folder that is loaded holds its rows once. */
export const formatDirectories: Record<FileFormat, (config: ConfigName) => string> = {
  parquet: (config) => config,
  jsonl: (config) => `${jsonlFolderName}/${config}`,
};
