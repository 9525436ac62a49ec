import { pairPlaces } from '../../../preference/pair-places.ts';
import type { CandidatesRow } from './candidates-row.schema.ts';
import { answerName, rankingName, ratingName } from './review-form.ts';

/** Bounds of Argilla's chat field. */
const longestMessage = 20_000;
const mostMessages = 500;

export interface ArgillaRecord {
  /** By which Argilla knows a record again. */
  external_id: string;
  fields: Record<string, unknown>;
  metadata: Record<string, string | string[]>;
  suggestions: ArgillaSuggestion[];
}

export interface ArgillaSuggestion {
  question_id: string;
  value: unknown;
  agent: string;
  type: 'model';
}

/** One row of `candidates` as a record; what the judges said stands in it as suggestions. */
export function argillaRecord(
  row: CandidatesRow,
  questionIds: ReadonlyMap<string, string>,
  judges: readonly string[],
): ArgillaRecord {
  const agent = agentName(judges);
  const suggest = (question: string, value: unknown): ArgillaSuggestion[] => {
    const question_id = questionIds.get(question);
    return question_id === undefined ? [] : [{ question_id, value, agent, type: 'model' }];
  };
  const ranked = rankedAnswers(row.ratings);
  return {
    external_id: row.row_id,
    fields: {
      conversation: row.messages.slice(-mostMessages).map(({ role, content }) => ({
        role,
        content: fitting(content),
      })),
      ...Object.fromEntries(row.generations.map((text, at) => [answerName(at), shownAnswer(text, row, at)])),
      ...rationalesField(row),
    },
    metadata: metadataOf(row),
    suggestions: [
      ...(ranked.length > 0 ? suggest(rankingName, ranked) : []),
      ...row.ratings.flatMap((rating, at) =>
        rating === null ? [] : suggest(ratingName(at), Math.min(5, Math.max(1, Math.round(rating)))),
      ),
    ],
  };
}

/** Equal ratings share a rank; answers without a rating have none. */
function rankedAnswers(ratings: CandidatesRow['ratings']) {
  return ratings.flatMap((rating, at) => {
    if (rating === null) return [];
    const better = ratings.filter((other) => other !== null && other > rating).length;
    return [{ value: answerName(at), rank: better + 1 }];
  });
}

function shownAnswer(text: string | null, { losses }: CandidatesRow, at: number): string {
  if (text !== null && text.trim() !== '') return text;
  const loss = losses[at];
  return loss ? `(no answer: ${loss})` : '(empty answer)';
}

function rationalesField({ rationales }: CandidatesRow): { rationales?: string } {
  const given = rationales.flatMap((rationale, at) =>
    rationale === null ? [] : [`**Answer ${at + 1}**\n\n${rationale}`],
  );
  return given.length === 0 ? {} : { rationales: given.join('\n\n') };
}

function metadataOf(row: CandidatesRow): ArgillaRecord['metadata'] {
  const { source, generation_models: models, ratings } = row;
  const ofEveryRow = { source, models: [...new Set(models)] };
  const [pair] = pairPlaces(row);
  if (!pair) return { ...ofEveryRow, outcome: 'no pair' };
  const { signal, chosen_index, rejected_index } = pair;
  const margin = (ratings[chosen_index] ?? 0) - (ratings[rejected_index] ?? 0);
  return {
    ...ofEveryRow,
    outcome: 'pair',
    ...(signal === 'judged' ? { margin: String(Math.round(margin * 100) / 100) } : {}),
    chosen_model: models[chosen_index] ?? '',
    rejected_model: models[rejected_index] ?? '',
  };
}

/** Cut where Argilla takes no more, saying so. */
function fitting(content: string): string {
  if (content.length <= longestMessage) return content === '' ? '(empty)' : content;
  const note = `\n\n… (cut: ${content.length} characters)`;
  return `${content.slice(0, longestMessage - note.length)}${note}`;
}

/** Argilla takes letters, digits and a few signs, at most 200. */
function agentName(judges: readonly string[]): string {
  const name = judges.join(' and ').replace(/[^a-zA-Z0-9\-_:./\s]/g, '-');
  return /[a-zA-Z0-9]/.test(name) ? name.slice(0, 200) : 'judge';
}
