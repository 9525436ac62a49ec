import type { Pair } from '../../src/preference/choose-pair.ts';
import type { Candidate } from '../../src/preference/candidate.ts';
import type { Message } from '../../src/preference/conversation.schema.ts';
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
    calls: [],
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

/** A row with a tool, which its conversation has called before, and which the preferred candidate calls again. */
export function toolRow(rowId: string): KeptRow {
  const call = (id: string, given: string) => ({
    id,
    type: 'function' as const,
    function: { name: 'height', arguments: given },
  });
  const messages: Message[] = [
    { role: 'user', content: 'How high is an oak, and a birch?' },
    { role: 'assistant', content: '', tool_calls: [call('c1', '{"tree":"oak"}')] },
    { role: 'tool', content: '30', tool_call_id: 'c1', name: 'height' },
  ];
  const { columns, dropped } = pairedRow(rowId);
  if (!columns) throw new Error('a paired row has columns');
  return {
    rowId,
    dropped,
    columns: {
      ...columns,
      messages,
      tools: [
        { type: 'function', function: { name: 'height', parameters: { type: 'object', properties: {} } } },
      ],
      generations: ['30.', null, ''],
      generation_tool_calls: [[], [], [call('c2', '{"tree":"birch"}')]],
    },
  };
}

/** The same without a judge: a strong model's answer against a weak one's; under `both` beside the judged pair. */
export function deltaRow(rowId: string, signal: 'delta' | 'both'): KeptRow {
  const { columns, ...row } = pairedRow(rowId);
  if (!columns) throw new Error('a paired row has columns');
  const told = { signal, tiers: ['weak' as const, null, 'strong' as const] };
  if (signal === 'both') {
    return { ...row, columns: { ...columns, ...told, delta_chosen_index: 2, delta_rejected_index: 0 } };
  }
  const unrated = columns.generations.map(() => null);
  return {
    ...row,
    columns: { ...columns, ...told, ratings: unrated, rationales: unrated, judgements: [] },
  };
}

/** A row that was never a conversation. */
export function unreadableRow(rowId: string): KeptRow {
  return dropRow(rowId, { reason: 'Dataset.RowInvalid', detail: 'line 3: the row is not a JSON object' });
}
