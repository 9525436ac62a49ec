import { answer } from '../preference/candidates.ts';
import { keepColumns, type KeptRow } from '../../src/preference/keep-columns.ts';
import type { Judgement } from '../../src/preference/judgement.ts';

const conversation = { source: 'garden', messages: [{ role: 'user', content: 'Name a tree.' } as const] };
const lateJudgement: Judgement = {
  judge: 'j',
  aspect: 'helpfulness',
  order: [1, 0],
  ratings: [null, 1],
  rationales: [null, 'No tree.'],
  types: [null, [1, 2]],
  typeRationales: [null, 'Of a kind.'],
};

/**
 * Rows of which only the last tells a column's type: before it are nulls and empty lists, and whole numbers where a
 * fraction comes. `unrated` rows also have lists of nulls alone, which pyarrow's JSON reader takes only slowly.
 */
export function lateRows(count: number, kind: 'rated' | 'unrated' = 'rated'): KeptRow[] {
  return Array.from({ length: count }, (_, row) => lateRow(row, kind, row === count - 1));
}

function lateRow(row: number, kind: 'rated' | 'unrated', last: boolean): KeptRow {
  const rated = kind === 'rated' || last;
  const kept = keepColumns({
    conversation: { ...conversation, rowId: `garden/${row}` },
    prompt: conversation.messages,
    candidates: [answer('a', `A cat, ${row}.`), answer('b', 'Birch.')],
    judgements: last ? [lateJudgement] : [],
    judgeLosses: last ? [{ reason: 'Llm.Timeout', detail: 'late' }] : [],
    calls: [],
    combined: {
      ratings: rated ? (last ? [1.25, 4.5] : [1, 4]) : [null, null],
      judges: [],
      disagreement: last ? 0.5 : null,
    },
    outcome: rated
      ? { chosen: 1, rejected: 0 }
      : { reason: 'Pair.TooFewCandidates', detail: 'no candidate was rated' },
  });
  return rated && !last
    ? { ...kept, columns: { ...kept.columns!, rationales: ['A cat.', 'A tree.'] } }
    : kept;
}
