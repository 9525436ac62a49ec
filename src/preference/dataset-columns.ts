import type { Message } from './conversation.schema.ts';
import type { Judgement } from './judgement.ts';
import type { CandidatesColumns, KeptRow } from './keep-columns.ts';

/** A message as argilla/Capybara-Preferences writes it, keys in its order. */
export interface PublishedMessage {
  content: string;
  role: Message['role'];
}

/** One row of `default`: the seven columns of argilla/Capybara-Preferences in its order, then ours. */
export interface DefaultColumns {
  source: string;
  chosen: PublishedMessage[];
  chosen_rating: number;
  chosen_model: string;
  rejected: PublishedMessage[];
  rejected_rating: number;
  rejected_model: string;
  row_id: string;
}

/** A judgement as `candidates` lists it. */
export interface JudgementColumns extends Omit<Judgement, 'typeRationales'> {
  type_rationales: Judgement['typeRationales'];
}

/** One row of `candidates`. */
export interface PublishedCandidates extends Omit<CandidatesColumns, 'messages' | 'judgements'> {
  messages: PublishedMessage[];
  judgements: JudgementColumns[];
}

export interface DroppedColumns {
  row_id: string;
  reason: string;
  detail: string;
}

/** The rows one kept row gives, by config. Each config's rows all have the same keys. */
export interface ConfigRows {
  default: DefaultColumns[];
  candidates: PublishedCandidates[];
  dropped: DroppedColumns[];
}

export const configNames = ['default', 'candidates', 'dropped'] as const satisfies (keyof ConfigRows)[];

export type ConfigName = (typeof configNames)[number];

export function configRows({ rowId, columns, dropped }: KeptRow): ConfigRows {
  return {
    default: columns ? defaultRows(columns) : [],
    candidates: columns ? [candidatesRow(columns)] : [],
    dropped: dropped ? [{ row_id: rowId, ...dropped }] : [],
  };
}

function candidatesRow(columns: CandidatesColumns): PublishedCandidates {
  return {
    ...columns,
    messages: published(columns.messages),
    judgements: columns.judgements.map(({ typeRationales, ...judgement }) => ({
      ...judgement,
      type_rationales: typeRationales,
    })),
  };
}

function defaultRows(columns: CandidatesColumns): DefaultColumns[] {
  const chosen = responseAt(columns, columns.chosen_index);
  const rejected = responseAt(columns, columns.rejected_index);
  if (!chosen || !rejected) return [];
  return [
    {
      source: columns.source,
      chosen: chosen.conversation,
      chosen_rating: chosen.rating,
      chosen_model: chosen.model,
      rejected: rejected.conversation,
      rejected_rating: rejected.rating,
      rejected_model: rejected.model,
      row_id: columns.row_id,
    },
  ];
}

function responseAt(columns: CandidatesColumns, index: number | null) {
  if (index === null) return undefined;
  const text = columns.generations[index];
  const rating = columns.ratings[index];
  const model = columns.generation_models[index];
  if (text == null || rating == null || model === undefined) return undefined;
  const conversation = [...published(columns.messages), { content: text, role: 'assistant' as const }];
  return { conversation, rating, model };
}

function published(messages: readonly Message[]): PublishedMessage[] {
  return messages.map(({ role, content }) => ({ content, role }));
}
