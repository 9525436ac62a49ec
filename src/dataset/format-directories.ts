import type { ConfigName } from '../preference/config-features.ts';
import type { FileFormat } from '../contract/input/output.schema.ts';

/** Where the files of a config lie in each format: apart, so that a folder that is loaded holds its rows once. */
export const formatDirectories: Record<FileFormat, (config: ConfigName) => string> = {
  parquet: (config) => config,
  jsonl: (config) => `jsonl/${config}`,
};
