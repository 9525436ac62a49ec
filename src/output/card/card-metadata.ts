import type { FileFormat } from '../../contract/input/output.schema.ts';
import type { DescribedConfig, DescribedDataset } from './described-dataset.ts';
import { featureList } from './feature-list.ts';
import type { Yaml } from './yaml.ts';

/** What the Hub reads of a card, and `datasets` of the part that {@link loadingMetadata} gives. */
export function cardMetadata(dataset: DescribedDataset): Record<string, Yaml | undefined> {
  const { title, license, simulated, configs, quality } = dataset;
  const parquet = configs.some(({ files }) => files.some(({ format }) => format === 'parquet'));
  return {
    license,
    pretty_name: title,
    task_categories: ['text-generation'],
    size_categories: [sizeCategory(quality.pairs)],
    tags: [
      ...(simulated ? ['simulated'] : []),
      ...['preferences', 'dpo', 'orpo', 'kto', 'reward-modeling', 'rlaif', 'synthetic', 'trl'],
      'capybara-preferences',
    ],
    ...loadingMetadata(dataset, parquet ? 'parquet' : 'jsonl'),
  };
}

/**
 * Which files make each config, and what their columns hold. Without it `datasets` would take every file of a folder
 * for one config, and guess types from its first rows. Paths are relative to `within`, a folder of the dataset.
 */
export function loadingMetadata(
  { configs }: Pick<DescribedDataset, 'configs'>,
  format: FileFormat,
  within = '',
): Record<string, Yaml | undefined> {
  const described = configs.map(({ files, ...config }) => ({
    ...config,
    files: files.filter((file) => file.format === format),
  }));
  return {
    configs: described.map(({ config, splits, files }) => ({
      config_name: config,
      data_files: splits.map(({ split }) => ({
        split,
        path: patternOf(files.filter((file) => file.split === split)).slice(within.length),
      })),
    })),
    dataset_info: described.map(datasetInfo),
  };
}

function datasetInfo({ config, types, splits, files }: DescribedConfig): Yaml {
  const sizes = splits.map(({ split, rows, bytesInMemory }) => ({
    name: split,
    num_bytes: Math.ceil(bytesInMemory),
    num_examples: rows,
  }));
  return {
    config_name: config,
    features: featureList(types),
    splits: sizes,
    download_size: files.reduce((sum, file) => sum + file.bytes, 0),
    dataset_size: sizes.reduce((sum, { num_bytes: bytes }) => sum + bytes, 0),
  };
}

/** Of `default/train-00000-of-00002.parquet` and its neighbours: `default/train-*.parquet`. */
function patternOf([first]: DescribedConfig['files']): string {
  return first?.path.replace(/(train|test)-\d+-of-\d+/, '$1-*') ?? '';
}

const bounds = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [10_000_000, '1M<n<10M'],
  [100_000_000, '10M<n<100M'],
  [1_000_000_000, '100M<n<1B'],
] as const;

function sizeCategory(rows: number): string {
  return bounds.find(([below]) => rows < below)?.[1] ?? 'n>1B';
}
