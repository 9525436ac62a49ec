import type { Pair } from '../../src/preference/choose-pair.ts';
import type { Candidate } from '../../src/preference/candidate.ts';
import type { DropReason } from '../../src/preference/drop-reason.ts';
import { dropRow, keepColumns, type KeptRow } from '../../src/preference/keep-columns.ts';
import { answer, timeout } from './candidates.ts';

const prompt = [
  { role: 'system', content: 'You know trees.' },
  { role: 'user', content: 'Name a tree.' },
] as const;

function keptRow(rowId: string, candidates: Candidate[], outcome: Pair | DropReason): KeptRow {
  return keepColumns({
    conversation: { rowId, source: 'garden', messages: [...prompt, { role: 'assistant', content: 'Oak.' }] },
    prompt: [...prompt],
    candidates,
    judgements: [
      {
        judge: 'j',
        aspect: 'overall-rating',
        order: [2, 0],
        ratings: [2, null, 5],
        rationales: ['No tree.', null, 'A tree.'],
        types: null,
        typeRationales: null,
      },
    ],
    judgeLosses: [],
    combined: { ratings: [2, null, 5], judges: [], disagreement: null },
    outcome,
  });
}

/** Three candidates, the second without an answer; the third preferred to the first. */
export function pairedRow(rowId: string): KeptRow {
  const candidates = [answer('a', 'A cat.'), timeout('b'), answer('c', 'Birch.')];
  return keptRow(rowId, candidates, { chosen: 2, rejected: 0, margin: 3 });
}

export function tiedRow(rowId: string): KeptRow {
  const candidates = [answer('a', 'Birch.'), timeout('b'), answer('c', 'Oak.')];
  return keptRow(rowId, candidates, { reason: 'Pair.Tie', detail: 'all 2 candidates were rated 4' });
}

/** A row that was never a conversation. */
export function unreadableRow(rowId: string): KeptRow {
  return dropRow(rowId, { reason: 'Dataset.RowInvalid', detail: 'line 3: the row is not a JSON object' });
}
