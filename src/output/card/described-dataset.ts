import type { ColumnTypes } from '../../preference/column-types.ts';
import type { ConfigName } from '../../preference/config-features.ts';
import type { FileFormat } from '../../contract/input/output.schema.ts';
import type { RunInput } from '../../contract/run-input.schema.ts';
import type { LossyModel } from '../../contract/run.ts';
import type { SplitName } from '../splits.ts';
import type { QualityNumbers } from '../report/quality-tally.ts';

/** What a dataset card tells. */
export interface DescribedDataset {
  title: string;
  /** Where the conversations came from. */
  source: string;
  /** As the Hub abbreviates it; undefined where nobody stated one. */
  license: string | undefined;
  input: RunInput;
  /** Whether any answer or rating is made up. */
  simulated: boolean;
  /** Why the run ended before its last row; null for a whole one. */
  partial: string | null;
  lossyModels: readonly LossyModel[];
  configs: readonly DescribedConfig[];
  quality: QualityNumbers;
}

export interface DescribedConfig {
  config: ConfigName;
  types: ColumnTypes;
  rows: number;
  /** Sizes in bytes once loaded. */
  splits: readonly { split: SplitName; rows: number; bytesInMemory: number }[];
  files: readonly { format: FileFormat; split: SplitName; path: string; bytes: number }[];
}
