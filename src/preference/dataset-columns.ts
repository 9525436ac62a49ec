import type { ConfigRow, PublishedMessage, SteadyConfig } from './config-features.ts';
import type { Message, ToolCall } from './conversation.schema.ts';
import { imagesIn } from './message-images.ts';
import { pairPlaces } from './pair-places.ts';
import { usesTools, type CandidatesColumns, type KeptRow } from './keep-columns.ts';
import { withToldThought } from './thoughts/told-thoughts.ts';
import { holdsCalls, toolsText } from './tool-texts.ts';
import { ktoLabel, type KtoThresholds } from './kto-label.ts';

/** The rows one kept row gives, by config; of those that every run publishes. */
export type ConfigRows = { [Config in SteadyConfig]: ConfigRow[Config][] };

export interface Answer {
  message: PublishedMessage;
  rating: number | null;
  model: string;
}

export interface PairOfAnswers {
  /** Told where a run makes pairs by more than ratings. */
  signal: { signal?: 'judged' | 'delta' };
  prompt: PublishedMessage[];
  chosen: Answer;
  rejected: Answer;
}

export function configRows({ rowId, columns, dropped }: KeptRow, kto: KtoThresholds): ConfigRows {
  const pairs = columns ? pairsOf(columns) : [];
  return {
    default: columns ? pairs.filter(isPlain).map((pair) => defaultRow(columns, pair)) : [],
    trl: columns ? pairs.map((pair) => trlRow(columns, pair)) : [],
    kto: columns ? ktoRows(columns, kto) : [],
    candidates: columns ? [candidatesRow(columns)] : [],
    dropped: dropped ? [{ row_id: rowId, ...dropped }] : [],
  };
}

/** Whether `{content, role}` can hold all of a pair. */
function isPlain({ prompt, chosen, rejected }: PairOfAnswers): boolean {
  const messages = [...prompt, chosen.message, rejected.message] as Message[];
  return !holdsCalls(messages) && imagesIn(messages).length === 0;
}

function defaultRow(
  { source, row_id }: CandidatesColumns,
  { prompt, chosen, rejected, signal }: PairOfAnswers,
): ConfigRow['default'] {
  return {
    source,
    chosen: [...prompt, chosen.message],
    chosen_rating: chosen.rating,
    chosen_model: chosen.model,
    rejected: [...prompt, rejected.message],
    rejected_rating: rejected.rating,
    rejected_model: rejected.model,
    row_id,
    ...signal,
  };
}

export function trlRow(
  { row_id, tools }: CandidatesColumns,
  { prompt, chosen, rejected, signal }: PairOfAnswers,
): ConfigRow['trl'] {
  return {
    prompt,
    chosen: [chosen.message],
    rejected: [rejected.message],
    row_id,
    ...toolColumn(tools),
    ...signal,
  };
}

/** One for each candidate that was rated clearly, or, without judges, has a tier; whether or not the row has a pair. */
function ktoRows(columns: CandidatesColumns, thresholds: KtoThresholds): ConfigRow['kto'][] {
  const prompt = published(columns.messages);
  return columns.generations.flatMap((_, candidate) => {
    const answer = answerAt(columns, candidate);
    const label = answer && labelOf(columns, candidate, answer, thresholds);
    if (!answer || label === undefined) return [];
    const { message, rating, model } = answer;
    const { row_id, tools } = columns;
    return [{ prompt, completion: [message], label, rating, model, row_id, ...toolColumn(tools) }];
  });
}

function labelOf(
  { signal, tiers }: CandidatesColumns,
  candidate: number,
  { rating }: Answer,
  thresholds: KtoThresholds,
): boolean | undefined {
  if (signal !== 'delta') return rating === null ? undefined : ktoLabel(rating, thresholds);
  const tier = tiers?.[candidate];
  return tier == null ? undefined : tier === 'strong';
}

function candidatesRow(columns: CandidatesColumns): ConfigRow['candidates'] {
  const { tools, generation_tool_calls: toolCalls, signal, tiers, told_thoughts: _, ...others } = columns;
  const { reasonings, reasoning_tokens: tokens, calls, ...kept } = others;
  return {
    ...kept,
    reasonings: reasonings ?? columns.generations.map(() => ''),
    reasoning_tokens: tokens ?? columns.generations.map(() => 0),
    calls,
    ...toolColumn(tools),
    ...(signal && tiers ? { signal, tiers: tiers.map((tier) => tier ?? '') } : {}),
    ...(usesTools(columns)
      ? { generation_tool_calls: columns.generations.map((_, at) => callsText(toolCalls?.[at] ?? [])) }
      : {}),
    messages: published(columns.messages),
    losses: columns.losses.map((loss) => loss ?? ''),
    judgements: columns.judgements.map(({ typeRationales, ...judgement }) => ({
      ...judgement,
      type_rationales: typeRationales,
    })),
  };
}

/** The judged one first, where there are two. */
export function pairsOf(columns: CandidatesColumns): PairOfAnswers[] {
  return pairPlaces(columns).flatMap(({ signal, chosen_index, rejected_index }) => {
    const chosen = answerAt(columns, chosen_index);
    const rejected = answerAt(columns, rejected_index);
    const told = columns.signal ? { signal } : {};
    return chosen && rejected
      ? [{ prompt: published(columns.messages), chosen, rejected, signal: told }]
      : [];
  });
}

export function answerAt(columns: CandidatesColumns, candidate: number | null): Answer | undefined {
  if (candidate === null) return undefined;
  const content = columns.generations[candidate];
  const rating = columns.ratings[candidate];
  const model = columns.generation_models[candidate];
  if (content == null || model === undefined) return undefined;
  const calls = columns.generation_tool_calls?.[candidate] ?? [];
  const message = { role: 'assistant' as const, content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  const thought = columns.reasonings?.[candidate] ?? '';
  const told = withToldThought(publishedMessage(message), thought, columns.told_thoughts ?? 'omit');
  return { message: told, rating: rating ?? null, model };
}

export function published(messages: readonly Message[]): PublishedMessage[] {
  return messages.map(publishedMessage);
}

function publishedMessage({
  role,
  content,
  tool_calls,
  tool_call_id,
  name,
  images,
}: Message): PublishedMessage {
  return {
    content,
    role,
    ...(tool_calls ? { tool_calls } : {}),
    ...(tool_call_id === undefined ? {} : { tool_call_id }),
    ...(name === undefined ? {} : { name }),
    ...(images ? { images } : {}),
  };
}

export function toolColumn(tools: CandidatesColumns['tools']): { tools?: string } {
  const text = toolsText(tools);
  return text === undefined ? {} : { tools: text };
}

function callsText(calls: readonly ToolCall[]): string {
  return calls.length > 0 ? JSON.stringify(calls) : '';
}
