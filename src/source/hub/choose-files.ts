import picomatch from 'picomatch';
import { sourceFormatOf } from '../../contract/source-format.ts';
import type { CardConfig, DatasetCard } from './dataset-card.schema.ts';
import { inferSplits, type FilesBySplit } from './infer-splits.ts';

export interface WantedFiles {
  config: string | undefined;
  split: string;
}

export interface ChosenFiles {
  config: string;
  split: string;
  /** In the order of their names. */
  paths: string[];
}

export type FilesByConfig = Map<string, FilesBySplit>;

/** The data files of a repository by config and split: as its card assigns them, else by their names. */
export function filesByConfig(
  paths: readonly string[],
  { configs }: Pick<DatasetCard, 'configs'>,
): FilesByConfig {
  const dataFiles = paths.filter(isDataFile);
  if (configs.length === 0) return withoutEmpty(new Map([['default', inferSplits(oneFormat(dataFiles))]]));
  return withoutEmpty(
    new Map(configs.map((config) => [config.config_name, filesOfConfig(dataFiles, config)])),
  );
}

/** Of the Hub's own branch of files converted to Parquet: `<config>/<split>/0000.parquet`. */
export function convertedFilesByConfig(paths: readonly string[]): FilesByConfig {
  const configs: FilesByConfig = new Map();
  for (const path of paths) {
    const [, config, split] = /^([^/]+)\/(?:partial-)?([^/]+)\/[^/]+\.parquet$/.exec(path) ?? [];
    if (config === undefined || split === undefined) continue;
    const splits = configs.get(config) ?? new Map<string, string[]>();
    configs.set(config, splits.set(split, [...(splits.get(split) ?? []), path]));
  }
  return configs;
}

/** The files of the wanted config and split; one that isn't there is told with those that are. */
export function chooseFiles(
  configs: FilesByConfig,
  wanted: WantedFiles,
  cardConfigs: readonly CardConfig[],
): ChosenFiles | { problem: string } {
  const names = [...configs.keys()];
  const config = wanted.config ?? usualConfig(names, cardConfigs);
  if (config === undefined)
    return { problem: `source.config: is missing, the dataset has several: ${listed(names)}` };
  const splits = configs.get(config);
  if (!splits) return { problem: `source.config: there is no config "${config}", only ${listed(names)}` };
  const paths = splits.get(wanted.split);
  if (paths) return { config, split: wanted.split, paths: [...paths].sort() };
  const within = names.length > 1 ? ` of config "${config}"` : '';
  return {
    problem: `source.split: there is no split "${wanted.split}"${within}, only ${listed([...splits.keys()])}`,
  };
}

const noData = new Set(['config.json', 'dataset_info.json', 'dataset_infos.json', 'dataset_dict.json']);

function isDataFile(path: string): boolean {
  const names = path.split('/');
  return (
    sourceFormatOf(path) !== undefined &&
    !noData.has(names.at(-1) ?? '') &&
    !names.some((name) => name.startsWith('.') || name.startsWith('__'))
  );
}

function filesOfConfig(dataFiles: readonly string[], { data_files, data_dir }: CardConfig): FilesBySplit {
  const folder = data_dir === undefined ? '' : `${relative(data_dir).replace(/\/$/, '')}/`;
  const within = dataFiles.filter((path) => path.startsWith(folder));
  if (!data_files) return inferSplits(oneFormat(within));
  return new Map(
    data_files.map(({ split, path: patterns }) => {
      const matches = picomatch(patterns.map((pattern) => folder + relative(pattern)));
      return [split, oneFormat(within.filter((path) => matches(path)))];
    }),
  );
}

/** Parquet where there is some, so that no row is taken twice from a repository that holds both. */
function oneFormat(paths: readonly string[]): string[] {
  const parquet = paths.filter((path) => path.endsWith('.parquet'));
  return parquet.length > 0 ? parquet : [...paths];
}

function withoutEmpty(configs: FilesByConfig): FilesByConfig {
  return new Map(
    [...configs]
      .map(
        ([config, splits]) => [config, new Map([...splits].filter(([, paths]) => paths.length > 0))] as const,
      )
      .filter(([, splits]) => splits.size > 0),
  );
}

function usualConfig(names: readonly string[], cardConfigs: readonly CardConfig[]): string | undefined {
  const marked = cardConfigs.find((config) => config.default)?.config_name;
  if (marked !== undefined && names.includes(marked)) return marked;
  return names.length === 1 ? names[0] : names.find((name) => name === 'default');
}

function relative(pattern: string): string {
  return pattern.replace(/^\.?\//, '');
}

/** Some datasets have hundreds. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `"${name}"`);
  return [...shown, ...(names.length > shown.length ? [`and ${names.length - shown.length} more`] : [])].join(
    ', ',
  );
}
