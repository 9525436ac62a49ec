import type { DropReason } from '../preference/drop-reason.ts';
import type { Conversation } from '../preference/conversation.schema.ts';
import type { GivenAnswers } from '../preference/given-answers.ts';
import type { PricedUsage } from './cost.ts';
import type { ModelPrices } from './prices.ts';
import type { Failure, FailureType } from './failures.ts';
import type { CandidatesWanted, ColumnMapping } from './input/source.schema.ts';
import type { LastDrop } from './last-drops.ts';
import type { RunInput } from './run-input.schema.ts';
import type { SourceReading } from './source-reading.ts';
import type { Tally } from './tally.ts';

/** What is the same for every row of a run: the parsed input without where rows come from and go to. */
export type RunSettings = Pick<
  RunInput,
  'rows' | 'turns' | 'generators' | 'candidates' | 'original' | 'judges' | 'pairing' | 'seed' | 'reuse'
>;

/** What a run may use: as its input says, or as an update has changed it since. */
export type RunBounds = Pick<RunInput['limits'], 'rowsInFlight' | 'budgetUsd'>;

/** A run as its files know it: two runs of one workflow id are two runs. */
export interface RunIdentity {
  workflowId: string;
  /** The first execution's id, which continue-as-new keeps. */
  runId: string;
}

interface FoundSource {
  /** Begins every row id. */
  name: string;
  files: number;
  /** Of all its files together, as they stand. */
  bytes: number;
  mapping: ColumnMapping;
  candidates?: CandidatesWanted;
  /** What was taken from where, as planning saw it. */
  read?: SourceReading;
  /** As the source itself states it, abbreviated as on the Hub. */
  license?: string | undefined;
}

/** Files under DATA_DIR, as the planner found them. */
export interface LocalSource extends FoundSource {
  /** As the input names them: one file, or several by wildcards. */
  path: string;
  /** SHA-256 over the files' names, sizes and times: where it is another, the source has changed. */
  fingerprint: string;
}

/** A split of a dataset on the Hugging Face Hub at one commit, which never changes. */
export interface HubSource extends FoundSource {
  hub: string;
  config: string;
  split: string;
  /** As the input has it: a branch, a tag or a commit. */
  revision: string;
  /** The commit it named when the run was planned. */
  commit: string;
  /** Of the files: the same, or one of the Hub's own branch of files converted to Parquet. */
  filesCommit: string;
}

/** Where a run's rows come from, as the planner found it. */
export type Source = LocalSource | HubSource;

/** One file of a source; a shard that finds another size or time refuses to mix the two. */
export interface SourceFile {
  /** In the data directory, or in the Hub's repository. */
  path: string;
  bytes: number;
  /** Null for a file of the Hub, which its commit holds still. */
  modifiedAt: number | null;
}

/** Rows of one file that one child workflow handles. */
export interface Shard {
  index: number;
  file: SourceFile;
  /** Of the first and the last of its rows, counted from 0 over the source. */
  firstRow: number;
  lastRow: number;
  /** Rows of the source; each makes one row of the run, or one for each of its turns. */
  sourceRows: number;
  rowCount: number;
  /** Where its rows are: one stretch, or more where rows between are not wanted. */
  stretches: Stretch[];
  repeated: RepeatedRow[];
}

/** Consecutive rows of a file. */
export interface Stretch {
  firstRow: number;
  /** Of its first row in the file, counted from 1, blank lines too: what an editor shows. */
  number: number;
  /** In bytes of a JSON Lines file, or in rows of a Parquet file; `end` lies behind the last row. */
  start: number;
  end: number;
}

/** A row of a shard that the planner found to be there already, with the row that has the same conversation. */
export interface RepeatedRow {
  row: number;
  /** Null where an earlier dataset has it. */
  sameAs: number | null;
  /** Of one that is only nearly the same: how much of it. */
  similarity?: number;
}

/** Where planning goes on. */
export interface PlanCursor {
  /** Place in the list of the source's files. */
  file: number;
  /** As in a stretch. */
  start: number;
  number: number;
  row: number;
  shard: number;
  /** Planning calls before this one. */
  page: number;
  /** Rows still to pass; null for all. */
  rowsLeft: number | null;
  /** How many rows are still to be drawn from how many; null where all are taken. */
  draw: RowDraw | null;
}

export interface RowDraw {
  wanted: number;
  among: number;
}

export interface PlannedShards {
  shards: Shard[];
  next: PlanCursor | null;
}

/** A run's input once it is known to be good. References and numbers only: text lives in the shards. */
export interface DatasetPlan {
  input: RunInput;
  source: Source;
  planned: PlannedShards;
  /** Of this run's models, as far as the worker knows them. */
  prices: ModelPrices;
  /** Models of which answers were kept when the run was planned; for the others nobody looks. */
  modelsKept?: string[] | undefined;
  /** Whether the server knows the attributes of `contract/names.ts`: setting one it does not know fails the run. */
  searchAttributes: boolean;
}

/** A row as its shard loaded it; what is wrong with a row is a value. */
export type LoadedRow =
  | {
      kind: 'conversation';
      row: number;
      turn?: number | undefined;
      conversation: Conversation;
      given?: GivenAnswers;
    }
  | { kind: 'dropped'; row: number; rowId: string; dropped: DropReason };

/** A model that lost more than a tenth of its calls. */
export interface LossyModel {
  model: string;
  calls: number;
  lost: number;
  reasons: Record<string, number>;
}

/** Why a run ended before its last row, or without a pair. */
export interface EarlyEnd {
  reason: FailureType | 'Requested';
  message: string;
}

export interface ShardReport {
  tally: Tally;
  /** Null where a shard ended without having written its rows. */
  parts: number | null;
  /** What ends the run: the rows done before it are written. */
  failure: Failure | null;
  /** Those not yet reported, the newest last. */
  drops: LastDrop[];
}

/** Web addresses of what was pushed. */
export interface Pushed {
  hub?: string;
  argilla?: string;
}

/** What `temporal workflow result` prints. */
export interface RunSummary {
  output: string;
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Record<string, PricedUsage>;
  /** Of all calls whose price is known; null where that is none of them. */
  costUsd: number | null;
  /** The others. */
  unpriced: string[];
  /** Models of which some calls were not counted by their provider: what they cost is estimated. */
  estimated: string[];
  lossyModels: LossyModel[];
  /** Why the dataset is not whole; left out where it is. */
  partial?: string;
  pushed?: Pushed;
}
