import type { DropReason } from '../preference/drop-reason.ts';
import type { Conversation } from '../preference/conversation.schema.ts';
import type { TokenUsage } from '../preference/generation.ts';
import type { ModelPrices, PricedUsage } from './cost.ts';
import type { RunInput } from './run-input.schema.ts';
import type { LastDrop } from './steering.ts';

/** What is the same for every row of a run: the parsed input without where rows come from and go to. */
export type RunSettings = Pick<RunInput, 'turns' | 'generators' | 'original' | 'judges' | 'pairing' | 'seed'>;

/** What a run may use: as its input says, or as an update has changed it since. */
export type RunBounds = Pick<RunInput['limits'], 'rowsInFlight' | 'budgetUsd'>;

/** A run as its files know it: two runs of one workflow id are two runs. */
export interface RunIdentity {
  workflowId: string;
  /** The first execution's id, which continue-as-new keeps. */
  runId: string;
}

/** The source as the planner found it; a shard that finds another size or time refuses to mix the two. */
export interface SourceFile {
  path: string;
  /** Begins every row id. */
  name: string;
  bytes: number;
  modifiedAt: number;
  /** As the source itself states it, abbreviated as on the Hub. */
  license?: string | undefined;
}

/** A run of consecutive rows that one child workflow handles. */
export interface Shard {
  index: number;
  /** Counted from 0 over the source. */
  firstRow: number;
  /** Rows of the source; each makes one row of the run, or one for each of its turns. */
  sourceRows: number;
  rowCount: number;
  firstLine: number;
  byteStart: number;
  byteEnd: number;
}

/** Where planning goes on. */
export interface PlanCursor {
  byte: number;
  /** Counted from 1, blank lines too: what an editor shows. */
  line: number;
  row: number;
  shard: number;
  /** Rows still wanted; null for all. */
  rowsLeft: number | null;
}

export interface PlannedShards {
  shards: Shard[];
  next: PlanCursor | null;
}

/** A run's input once it is known to be good. References and numbers only: text lives in the shards. */
export interface DatasetPlan {
  input: RunInput;
  source: SourceFile;
  planned: PlannedShards;
  /** Of this run's models, as far as the worker knows them. */
  prices: ModelPrices;
  /** Whether the server knows the attributes of `contract/names.ts`: setting one it does not know fails the run. */
  searchAttributes: boolean;
}

/** A row as its shard loaded it; what is wrong with a row is a value. */
export type LoadedRow =
  | { kind: 'conversation'; row: number; turn?: number | undefined; conversation: Conversation }
  | { kind: 'dropped'; row: number; rowId: string; dropped: DropReason };

/** Calls and tokens of one model, by the name `<provider>/<model id>`. */
export interface ModelUsage extends TokenUsage {
  calls: number;
}

/** Counts that add up over rows, shards and runs. */
export interface Tally {
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Record<string, ModelUsage>;
}

export interface ShardReport {
  tally: Tally;
  parts: number;
  /** Those not yet reported, the newest last. */
  drops: LastDrop[];
}

/** What `temporal workflow result` prints. */
export interface RunSummary {
  output: string;
  rows: number;
  pairs: number;
  dropped: Record<string, number>;
  usage: Record<string, PricedUsage>;
  /** Of all models whose price the worker knows. */
  costUsd: number;
  /** The others. */
  unpriced: string[];
}
