import type { CallColumns } from './call-columns.ts';
import type { Candidate } from './candidate.ts';
import type { PairPlaces } from './choose-pair.ts';
import type { ChosenPairs } from './choose-preference.ts';
import { combineColumns } from './combine-columns.ts';
import type { ContrastColumns } from './contrast-columns.ts';
import type { Conversation, Message, Tool, ToolCall } from './conversation.schema.ts';
import type { DrawnColumns } from './drawn-columns.ts';
import { isDropReason, type DropReason } from './drop-reason.ts';
import type { CombinedRatings } from './combine-ratings.ts';
import type { Judgement } from './judgement.ts';
import type { ToldThoughts } from './thoughts/told-thoughts.ts';
import { holdsCalls } from './tool-texts.ts';

export interface RankedConversation {
  conversation: Conversation;
  prompt: Message[];
  candidates: Candidate[];
  /** Absent where nothing is drawn for candidates. */
  drawn?: DrawnColumns;
  judgements: Judgement[];
  /** Judges whose judgement of this row could not be had. */
  judgeLosses: DropReason[];
  combined: CombinedRatings;
  calls: CallColumns[];
  outcome: ChosenPairs | DropReason;
  /** Whether a row of the run may give more than one judged pair. */
  givesSeveral?: boolean;
  /** Absent where a run makes no delta pairs. */
  contrast?: ContrastColumns;
}

/** One row of the `candidates` config: everything that was asked and answered, one list entry per candidate. */
export interface CandidatesColumns extends DrawnColumns, ContrastColumns {
  row_id: string;
  source: string;
  messages: Message[];
  generations: (string | null)[];
  generation_models: string[];
  /** Of the row; absent where it has none. */
  tools?: Tool[];
  /** Of each candidate; absent where none calls any. */
  generation_tool_calls?: ToolCall[][];
  /** What each candidate thought first, empty for one that told nothing; absent where none told anything. */
  reasonings?: string[];
  /** Thoughts among `completion_tokens`; absent where there are none. */
  reasoning_tokens?: number[];
  /** How thoughts are told to trainers; absent where they are not. */
  told_thoughts?: ToldThoughts;
  ratings: (number | null)[];
  rationales: (string | null)[];
  /** Between the judges of a jury, in rating points; null where fewer than two rated. */
  disagreement: number | null;
  judgements: Judgement[];
  judge_losses: string[];
  finish_reasons: string[];
  losses: (string | null)[];
  prompt_tokens: number[];
  completion_tokens: number[];
  chosen_index: number | null;
  rejected_index: number | null;
  calls: CallColumns[];
  /** Where a row may give more than one judged pair: the others. */
  further_pairs?: PairPlaces[];
}

/** What is kept of a row: its columns where it could be read, and the reason where it has no pair. */
export interface KeptRow {
  rowId: string;
  columns: CandidatesColumns | null;
  dropped: DropReason | null;
}

/** Step KeepColumns. Other configs (`default`) are projections of these columns, made where they are written. */
export function keepColumns({
  conversation,
  prompt,
  candidates,
  drawn = {},
  judgements,
  judgeLosses,
  combined,
  calls,
  outcome,
  contrast = {},
  givesSeveral = false,
}: RankedConversation): KeptRow {
  const pair = isDropReason(outcome) ? null : outcome;
  return {
    rowId: conversation.rowId,
    dropped: isDropReason(outcome) && contrast.delta_chosen_index == null ? outcome : null,
    columns: {
      row_id: conversation.rowId,
      source: conversation.source,
      messages: prompt,
      ...combineColumns(candidates),
      ...drawn,
      ...(conversation.tools ? { tools: conversation.tools } : {}),
      ...(candidates.some(({ toolCalls }) => toolCalls)
        ? { generation_tool_calls: candidates.map(({ toolCalls = [] }) => toolCalls) }
        : {}),
      ...thoughtColumns(candidates),
      ratings: combined.ratings,
      rationales: candidates.map((_, candidate) => rationaleOf(candidate, judgements)),
      disagreement: combined.disagreement,
      judgements,
      judge_losses: judgeLosses.map(({ reason, detail }) => `${reason}: ${detail}`),
      finish_reasons: candidates.map(({ finishReason }) => finishReason),
      losses: candidates.map(({ loss }) => loss && `${loss.reason}: ${loss.detail}`),
      prompt_tokens: candidates.map(({ usage }) => usage.promptTokens),
      completion_tokens: candidates.map(({ usage }) => usage.completionTokens),
      chosen_index: pair?.chosen ?? null,
      rejected_index: pair?.rejected ?? null,
      calls,
      ...(givesSeveral ? { further_pairs: pair?.further ?? [] } : {}),
      ...contrast,
    },
  };
}

function thoughtColumns(
  candidates: readonly Candidate[],
): Pick<CandidatesColumns, 'reasonings' | 'reasoning_tokens'> {
  const reasonings = candidates.map(({ reasoning = '' }) => reasoning);
  const tokens = candidates.map(({ usage: { reasoningTokens = 0 } }) => reasoningTokens);
  return {
    ...(reasonings.some((thought) => thought !== '') ? { reasonings } : {}),
    ...(tokens.some((count) => count > 0) ? { reasoning_tokens: tokens } : {}),
  };
}

/** Whether a row needs the columns of tools. */
export function usesTools({ messages, tools, generation_tool_calls: calls }: CandidatesColumns): boolean {
  return tools !== undefined || calls !== undefined || holdsCalls(messages);
}

/** A row that never became a conversation keeps its reason only. */
export function dropRow(rowId: string, dropped: DropReason): KeptRow {
  return { rowId, columns: null, dropped };
}

function rationaleOf(candidate: number, judgements: readonly Judgement[]): string | null {
  const given = judgements.flatMap(({ judge, aspect, rationales }) => {
    const rationale = rationales[candidate];
    return rationale == null ? [] : [{ label: `${judge}, ${aspect}`, rationale }];
  });
  const [only, ...others] = given;
  if (!only) return null;
  if (others.length === 0) return only.rationale;
  return given.map(({ label, rationale }) => `${label}: ${rationale}`).join('\n\n');
}
