import type { ConfigName, ConfigRow, PublishedMessage } from './config-features.ts';
import type { Message, ToolCall } from './conversation.schema.ts';
import { usesTools, type CandidatesColumns, type KeptRow } from './keep-columns.ts';
import { holdsCalls, toolsText } from './tool-texts.ts';
import { ktoLabel, type KtoThresholds } from './kto-label.ts';

/** The rows one kept row gives, by config. */
export type ConfigRows = { [Config in ConfigName]: ConfigRow[Config][] };

interface Answer {
  message: PublishedMessage;
  rating: number;
  model: string;
}

interface PairOfAnswers {
  prompt: PublishedMessage[];
  chosen: Answer;
  rejected: Answer;
}

export function configRows({ rowId, columns, dropped }: KeptRow, kto: KtoThresholds): ConfigRows {
  const pair = columns && pairOf(columns);
  return {
    default: columns && pair && isPlain(pair) ? [defaultRow(columns, pair)] : [],
    trl: columns && pair ? [trlRow(columns, pair)] : [],
    kto: columns ? ktoRows(columns, kto) : [],
    candidates: columns ? [candidatesRow(columns)] : [],
    dropped: dropped ? [{ row_id: rowId, ...dropped }] : [],
  };
}

/** Whether `{content, role}` can hold all of a pair. */
function isPlain({ prompt, chosen, rejected }: PairOfAnswers): boolean {
  return !holdsCalls([...prompt, chosen.message, rejected.message] as Message[]);
}

function defaultRow(
  { source, row_id }: CandidatesColumns,
  { prompt, chosen, rejected }: PairOfAnswers,
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
  };
}

function trlRow(
  { row_id, tools }: CandidatesColumns,
  { prompt, chosen, rejected }: PairOfAnswers,
): ConfigRow['trl'] {
  return { prompt, chosen: [chosen.message], rejected: [rejected.message], row_id, ...toolColumn(tools) };
}

/** One for each candidate that was rated clearly, whether or not the row has a pair. */
function ktoRows(columns: CandidatesColumns, thresholds: KtoThresholds): ConfigRow['kto'][] {
  const prompt = published(columns.messages);
  return columns.generations.flatMap((_, candidate) => {
    const answer = answerAt(columns, candidate);
    const label = answer && ktoLabel(answer.rating, thresholds);
    if (!answer || label === undefined) return [];
    const { message, rating, model } = answer;
    const { row_id, tools } = columns;
    return [{ prompt, completion: [message], label, rating, model, row_id, ...toolColumn(tools) }];
  });
}

function candidatesRow(columns: CandidatesColumns): ConfigRow['candidates'] {
  const { tools, generation_tool_calls: calls, ...others } = columns;
  return {
    ...others,
    ...toolColumn(tools),
    ...(usesTools(columns)
      ? { generation_tool_calls: columns.generations.map((_, at) => callsText(calls?.[at] ?? [])) }
      : {}),
    messages: published(columns.messages),
    losses: columns.losses.map((loss) => loss ?? ''),
    judgements: columns.judgements.map(({ typeRationales, ...judgement }) => ({
      ...judgement,
      type_rationales: typeRationales,
    })),
  };
}

function pairOf(columns: CandidatesColumns): PairOfAnswers | undefined {
  const chosen = answerAt(columns, columns.chosen_index);
  const rejected = answerAt(columns, columns.rejected_index);
  return chosen && rejected && { prompt: published(columns.messages), chosen, rejected };
}

function answerAt(columns: CandidatesColumns, candidate: number | null): Answer | undefined {
  if (candidate === null) return undefined;
  const content = columns.generations[candidate];
  const rating = columns.ratings[candidate];
  const model = columns.generation_models[candidate];
  if (content == null || rating == null || model === undefined) return undefined;
  const calls = columns.generation_tool_calls?.[candidate] ?? [];
  const message = { role: 'assistant' as const, content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  return { message: publishedMessage(message), rating, model };
}

function published(messages: readonly Message[]): PublishedMessage[] {
  return messages.map(publishedMessage);
}

function publishedMessage({ role, content, tool_calls, tool_call_id, name }: Message): PublishedMessage {
  return {
    content,
    role,
    ...(tool_calls ? { tool_calls } : {}),
    ...(tool_call_id === undefined ? {} : { tool_call_id }),
    ...(name === undefined ? {} : { name }),
  };
}

function toolColumn(tools: CandidatesColumns['tools']): { tools?: string } {
  const text = toolsText(tools);
  return text === undefined ? {} : { tools: text };
}

function callsText(calls: readonly ToolCall[]): string {
  return calls.length > 0 ? JSON.stringify(calls) : '';
}
