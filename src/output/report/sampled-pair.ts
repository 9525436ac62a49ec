import type { JudgementColumns } from '../../preference/config-features.ts';
import { excerptOf, type Excerpt } from './excerpt.ts';
import {
  marginOf,
  type CandidatesRow,
  type PairedAnswer,
  type RatedCandidate,
  type RowPair,
} from './numbers/candidates-row.ts';

/** A pair as a person reads it; long texts are cut, so that a page of them opens anywhere. */
export interface SampledPair {
  rowId: string;
  source: string;
  /** Null in a pair that no judge rated. */
  margin: number | null;
  /** The last messages before the answers, oldest first. */
  messages: SampledMessage[];
  messagesLeftOut: number;
  chosen: SampledAnswer;
  rejected: SampledAnswer;
  /** The row's other candidates. */
  others: (Omit<RatedCandidate, 'rating'> & { rating: number | null })[];
}

export interface SampledMessage extends Excerpt {
  role: string;
}

export interface SampledAnswer extends Excerpt {
  model: string;
  rating: number | null;
  characters: number;
  verdicts: SampledVerdict[];
}

/** What one judge said of an answer, and at which place of how many it was shown it. */
export interface SampledVerdict {
  judge: string;
  aspect: string;
  place: number;
  shown: number;
  rating: number | null;
  rationale: Excerpt | null;
}

const most = { messages: 20, messageCharacters: 4_000, answerCharacters: 8_000, rationaleCharacters: 1_500 };

export function sampledPair(row: CandidatesRow, pair: RowPair): SampledPair {
  const { chosen, rejected } = pair;
  const messages = row.messages.slice(-most.messages);
  return {
    rowId: row.row_id,
    source: row.source,
    margin: marginOf(pair),
    messages: messages.map(({ role, content }) => ({ role, ...excerptOf(content, most.messageCharacters) })),
    messagesLeftOut: row.messages.length - messages.length,
    chosen: sampledAnswer(row, chosen),
    rejected: sampledAnswer(row, rejected),
    others: row.generation_models.flatMap((model, candidate) =>
      candidate === chosen.candidate || candidate === rejected.candidate
        ? []
        : [{ model, rating: row.ratings[candidate] ?? null }],
    ),
  };
}

function sampledAnswer(row: CandidatesRow, { candidate, model, rating, text }: PairedAnswer): SampledAnswer {
  return {
    model,
    rating,
    characters: text.length,
    ...excerptOf(text, most.answerCharacters),
    verdicts: row.judgements.flatMap((judgement) => sampledVerdict(judgement, candidate)),
  };
}

function sampledVerdict(
  { judge, aspect, order, ratings, rationales }: JudgementColumns,
  candidate: number,
): SampledVerdict[] {
  const place = order.indexOf(candidate);
  if (place < 0) return [];
  const rationale = rationales[candidate];
  return [
    {
      judge,
      aspect,
      place: place + 1,
      shown: order.length,
      rating: ratings[candidate] ?? null,
      rationale: rationale == null ? null : excerptOf(rationale, most.rationaleCharacters),
    },
  ];
}
