import { callFeatures } from './call-columns.ts';
import type { Message } from './conversation.schema.ts';
import type { DrawnColumns } from './drawn-columns.ts';
import type { Features, RowOf, ValueOf } from './feature.ts';

const message = { struct: { content: 'string', role: 'string' } } as const;
const messages = { list: message } as const;
const texts = { list: { nullable: 'string' } } as const;
const counts = { list: 'int64' } as const;

const judgement = {
  struct: {
    judge: 'string',
    aspect: 'string',
    order: counts,
    ratings: { list: { nullable: 'int64' } },
    rationales: texts,
    types: { nullable: { list: { nullable: counts } } },
    type_rationales: { nullable: texts },
  },
} as const;

/**
 * Every config that is published, its columns in their order and what they hold. The rows' types, the keys of a JSON
 * line, the schema of a Parquet file and the card's `dataset_info` all come from here.
 */
export const configFeatures = {
  /** The seven columns of argilla/Capybara-Preferences first. No `prompt`: TRL would take it beside the whole chosen. */
  default: {
    source: 'string',
    chosen: messages,
    /** Null in a pair that no judge rated. */
    chosen_rating: { nullable: 'rating' },
    chosen_model: 'string',
    rejected: messages,
    rejected_rating: { nullable: 'rating' },
    rejected_model: 'string',
    row_id: 'string',
  },
  /** No column `margin`: TRL's RewardTrainer would take it into its loss. */
  trl: { prompt: messages, chosen: messages, rejected: messages, row_id: 'string' },
  kto: {
    prompt: messages,
    completion: messages,
    label: 'bool',
    rating: { nullable: 'rating' },
    model: 'string',
    row_id: 'string',
  },
  candidates: {
    row_id: 'string',
    source: 'string',
    messages,
    generations: texts,
    generation_models: { list: 'string' },
    ratings: { list: { nullable: 'rating' } },
    rationales: texts,
    disagreement: { nullable: 'float64' },
    judgements: { list: judgement },
    judge_losses: { list: 'string' },
    finish_reasons: { list: 'string' },
    /** Empty for a candidate that has its text; never null, since a list of nulls alone says no type to pyarrow. */
    losses: { list: 'string' },
    prompt_tokens: counts,
    completion_tokens: counts,
    chosen_index: { nullable: 'int64' },
    rejected_index: { nullable: 'int64' },
    /** What each candidate thought first, empty where it told nothing, and how many of its tokens that took. */
    reasonings: { list: 'string' },
    reasoning_tokens: counts,
    calls: { list: { struct: callFeatures } },
  },
  dropped: { row_id: 'string', reason: 'string', detail: 'string' },
  /** From here on only where a run asks for it. */
  prompts: { prompt: messages, row_id: 'string' },
  /** As NeMo-RL's PreferenceDataset reads it: the lower the rank, the better. */
  ranked: {
    context: messages,
    completions: { list: { struct: { rank: 'int64', completion: messages } } },
    row_id: 'string',
  },
  tpo: { prompt: messages, chosen: messages, rejected: messages, reference: messages, row_id: 'string' },
  messages: { messages, row_id: 'string' },
} as const satisfies Record<string, Features>;

const toolCall = {
  struct: {
    id: 'string',
    type: 'string',
    function: { struct: { name: 'string', arguments: 'string' } },
  },
} as const;

const toolMessages = {
  list: {
    struct: {
      ...message.struct,
      tool_calls: { nullable: { list: toolCall } },
      tool_call_id: { nullable: 'string' },
      name: { nullable: 'string' },
    },
  },
} as const;

const tools = { nullable: 'string' } as const;

/**
 * The same of a run in which any row has tools: whole messages, and the tools as JSON text, null for a row without.
 * `default` keeps the columns that it shares with argilla/Capybara-Preferences, and only the rows that they can hold.
 */
export const toolConfigFeatures = {
  default: configFeatures.default,
  trl: { ...configFeatures.trl, prompt: toolMessages, chosen: toolMessages, rejected: toolMessages, tools },
  kto: { ...configFeatures.kto, prompt: toolMessages, completion: toolMessages, tools },
  candidates: {
    ...configFeatures.candidates,
    messages: toolMessages,
    tools,
    /** Of each candidate as JSON text, empty for one that calls nothing; its text is in `generations`. */
    generation_tool_calls: { list: 'string' },
  },
  dropped: configFeatures.dropped,
  prompts: { ...configFeatures.prompts, prompt: toolMessages, tools },
  ranked: {
    ...configFeatures.ranked,
    context: toolMessages,
    completions: { list: { struct: { rank: 'int64', completion: toolMessages } } },
    tools,
  },
  tpo: {
    ...configFeatures.tpo,
    prompt: toolMessages,
    chosen: toolMessages,
    rejected: toolMessages,
    reference: toolMessages,
    tools,
  },
  messages: { ...configFeatures.messages, messages: toolMessages, tools },
} as const satisfies Record<ConfigName, Features>;

export type ConfigName = keyof typeof configFeatures;

export const configNames = Object.keys(configFeatures) as ConfigName[];

/** What a run publishes only where `output.configs` names it. `margin` is a column of `trl`. */
export const furtherConfigs = ['prompts', 'ranked', 'tpo', 'messages', 'margin'] as const;

export type FurtherConfig = (typeof furtherConfigs)[number];

/** What every run publishes. */
export type SteadyConfig = Exclude<ConfigName, FurtherConfig>;

export const steadyConfigs = configNames.filter((config): config is SteadyConfig => !isFurther(config));

/** The configs of a run, in their order. */
export function configsOf({
  configs = [],
}: {
  configs?: readonly FurtherConfig[] | undefined;
}): ConfigName[] {
  return configNames.filter((config) => !isFurther(config) || configs.includes(config));
}

function isFurther(config: string): config is FurtherConfig {
  return furtherConfigs.some((further) => further === config);
}

/** One row of each config. */
export type ConfigRow = {
  [Config in ConfigName]: RowOf<(typeof configFeatures)[Config]> & FurtherColumns;
};

/** What rows of some runs have beside the others. */
interface FurtherColumns extends ToolColumns, DrawnColumns {
  /** Of a pair: which of the two made it. */
  signal?: string;
  margin?: number;
  tiers?: string[];
  further_pairs?: { chosen: number; rejected: number }[];
  delta_chosen_index?: number | null;
  delta_rejected_index?: number | null;
}

/** What a row with tools has beside the others. */
interface ToolColumns {
  tools?: string;
  generation_tool_calls?: string[];
}

/** A message as argilla/Capybara-Preferences writes it, keys in its order, and what belongs to calls of tools. */
export type PublishedMessage = ValueOf<typeof message> &
  Partial<Pick<Message, 'tool_calls' | 'tool_call_id' | 'name' | 'images'>>;

/** A judgement as `candidates` lists it. */
export type JudgementColumns = ValueOf<typeof judgement>;
