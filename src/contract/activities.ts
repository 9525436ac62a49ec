import type { ModelPrices } from './prices.ts';
import type { AskedAspect } from '../preference/aspect.ts';
import type { JudgeReply } from '../preference/judgement.ts';
import type { Generation, TokenUsage } from '../preference/generation.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import type { Message, Tool } from '../preference/conversation.schema.ts';
import type { Decontaminate } from './input/rows.schema.ts';
import type { ArgillaTarget, HubTarget } from './input/push.schema.ts';
import type { RequestOptions } from './input/request-options.schema.ts';
import type { AskedGenerator, Judge, RunInput } from './run-input.schema.ts';
import type {
  DatasetPlan,
  EarlyEnd,
  LoadedRow,
  PlanCursor,
  PlannedShards,
  RunIdentity,
  RunSettings,
  RunSummary,
  Shard,
  Source,
} from './run.ts';
import type { Tally } from './tally.ts';

export interface PlanDatasetInput {
  run: RunIdentity;
  /** As the workflow was started; parsed here. */
  input: unknown;
}

export interface PlanShardsInput {
  source: Source;
  settings: RunSettings;
  output: RunInput['output'];
  from?: RunInput['from'];
  cursor: PlanCursor;
}

export interface LoadShardInput {
  source: Source;
  settings: Pick<RunSettings, 'turns' | 'rows'> & { images?: boolean };
  shard: Shard;
}

/** A question to a model, and which of its answers is wanted. */
interface Drawn {
  /** Answers to one request that are drawn apart: the run's seed, and the number of the sample or of the ask. */
  draw: string;
  /** No answer of an earlier call will do. */
  fresh?: true;
}

export interface GenerateInput extends Drawn {
  generator: Pick<AskedGenerator, 'model' | 'temperature' | 'topP' | 'maxTokens' | 'toolChoice'> &
    RequestOptions;
  messages: Message[];
  /** What its answer may call; absent where the row has no tools. */
  tools?: Tool[] | undefined;
  seed: number;
}

export interface JudgeInput extends Drawn {
  judge: Pick<Judge, 'model' | 'temperature' | 'maxTokens'> & RequestOptions;
  aspect: AskedAspect;
  /** An answer to compare with, which is not rated. */
  reference?: string | undefined;
  instruction: string;
  /** In the order the judge is to see them. */
  texts: string[];
  /** The mark of the sections that hold calls and results of tools. */
  toolFence?: string | undefined;
  /** Addresses of the images that the conversation shows. */
  images?: string[] | undefined;
  /** Set where the judge is to say again, in a form that can be read, what it said before. */
  repair?: { reply: string; problem: string } | undefined;
  seed: number;
}

/** A model as a run will call it: with its parameters, a system message if it will carry one, a schema if it judges. */
export interface PreflightInput extends RequestOptions {
  model: string;
  temperature?: number | null | undefined;
  topP?: number | undefined;
  maxTokens: number;
  systemMessage: boolean;
  judges: boolean;
}

export interface ReleaseOutputInput {
  run: RunIdentity;
  path: string;
}

export interface WriteShardInput {
  run: RunIdentity;
  output: RunInput['output'];
  /** Rows of one conversation stay together. */
  turns?: RunInput['turns'];
  shard: number;
  part: number;
  rows: KeptRow[];
}

export interface PublishDatasetInput {
  run: RunIdentity;
  input: RunInput;
  source: Source;
  /** Parts written by each shard, in the shards' order; null for a shard that was not run. */
  partsByShard: (number | null)[];
  tally: Tally;
  prices: ModelPrices;
  startedAt: number;
  /** Null for a whole one. */
  partial: EarlyEnd | null;
}

export interface PublishEndedRunInput {
  /** Of a run that was cancelled or terminated, or that failed. */
  workflowId: string;
}

export interface PushToHubInput {
  run: RunIdentity;
  /** `output.path` of the published dataset. */
  path: string;
  target: HubTarget;
}

export interface PushToArgillaInput {
  run: RunIdentity;
  path: string;
  target: ArgillaTarget;
}

export interface PushedPlace {
  /** Where to look at it. */
  url: string;
}

/** On task queue `preference-dataset`. */
export interface DatasetActivities {
  /**
   * Step LoadHubDataset, first half: checks the input, claims the output folder and cuts the first shards.
   * Fails with `InvalidInput` or `Dataset.OutputExists` before anything is paid for.
   */
  planDataset(input: PlanDatasetInput): Promise<DatasetPlan>;
  planShards(input: PlanShardsInput): Promise<PlannedShards>;
  /** Step LoadHubDataset, second half: the rows of one shard. Fails with `Dataset.SourceChanged` or `Hub.Unavailable`. */
  loadShard(input: LoadShardInput): Promise<LoadedRow[]>;
  /** Gives up the claim on an output folder that holds nothing yet. */
  releaseOutput(input: ReleaseOutputInput): Promise<void>;
  /** Writes one part of a shard's rows; writing it again writes the same bytes to the same place. */
  writeShard(input: WriteShardInput): Promise<void>;
  /** Joins all parts into the dataset, in the order of their rows; again gives the same bytes. */
  publishDataset(input: PublishDatasetInput): Promise<RunSummary>;
  /** The same for a run that has ended without, as partial. Fails with `InvalidInput` where there is nothing to publish. */
  publishEndedRun(input: PublishEndedRunInput): Promise<RunSummary>;
}

/**
 * On task queue `preference-dataset`, after `publishDataset`. Pushing again sends what is not there yet. Each fails with
 * `Dataset.PushFailed` and leaves the published files as they are.
 */
export interface PushActivities {
  /** Step push: all published files, in one commit. */
  pushToHub(input: PushToHubInput): Promise<PushedPlace>;
  /** The rows of `candidates` as records, for people to rank and review. */
  pushToArgilla(input: PushToArgillaInput): Promise<PushedPlace>;
}

/** An answer, and whether it was paid for before, by another call. */
export type Answered<Answer> = Answer & { reused?: true };

/** A question as `generate` or `judge` is asked it. */
export type ModelQuestion = { generate: GenerateInput } | { judge: JudgeInput };

/**
 * On task queue `preference-dataset`, so that no provider's limits hold for what costs it nothing: answers that were paid
 * for before.
 */
export interface RecallActivities {
  /** A local activity: whether there is an answer. Where the store cannot be read there is none. */
  hasAnswer(question: ModelQuestion): Promise<boolean>;
  /** Null where there is none that can be read. */
  recallGeneration(input: GenerateInput): Promise<Answered<Generation> | null>;
  recallJudgement(input: JudgeInput): Promise<Answered<JudgeReply> | null>;
}

/** On task queue `preference-dataset`, as local activities: texts stay out of the history. */
export interface TokenActivities {
  /** The length of each text in tokens of the named tokenizer. Fails with `InvalidInput` or `Hub.Unavailable`. */
  countTokens(input: { tokenizer: string; texts: string[] }): Promise<number[]>;
}

/** On task queue `preference-dataset`, as local activities: texts stay out of the history. */
export interface CheckActivities {
  /** What each text holds of a benchmark, in words; null for one that holds nothing of any. */
  findContaminated(input: { decontaminate: Decontaminate; texts: string[] }): Promise<(string | null)[]>;
}

/** On task queue `llm.<provider>`. Each makes one request, or none where its answer is kept. Fails with an `Llm.*` type. */
export interface ModelActivities {
  generate(input: GenerateInput): Promise<Answered<Generation>>;
  judge(input: JudgeInput): Promise<Answered<JudgeReply>>;
  /** One tiny question, to learn whether the model can be called so; what it answers does not matter. */
  preflight(input: PreflightInput): Promise<{ usage: TokenUsage }>;
}
