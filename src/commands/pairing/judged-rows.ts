import { lossReasons, type DropReason } from '../../preference/drop-reason.ts';
import type { pairRow } from '../../preference/pair-row.ts';
import { earlierRows, type EarlierDataset } from '../../dataset/earlier-dataset.ts';
import { readConversationRow } from '../../source/conversations/read-conversation-row.ts';
import { Problem } from '../problem.ts';
import { besideAnswersSchema, droppedRowSchema } from './published-judged.schema.ts';

export type JudgedRow = Parameters<typeof pairRow>[0];

/** A row that was published: with its candidates and what was said of them, or the reason why it never had any. */
export type PublishedRow = { judged: JudgedRow } | { rowId: string; dropped: DropReason };

/** Every row of a published dataset; those without candidates come last. */
export async function* judgedRows(dataset: EarlierDataset): AsyncGenerator<PublishedRow> {
  const lost = await lostRows(dataset);
  for await (const { row } of earlierRows(dataset, 'candidates')) {
    const judged = judgedRow(row);
    const { rowId } = judged.conversation;
    const reason = lost.get(rowId);
    lost.delete(rowId);
    yield { judged: judged.judgements.length === 0 && reason ? { ...judged, unjudged: reason } : judged };
  }
  for (const [rowId, dropped] of lost) yield { rowId, dropped };
}

/** The rows that were lost to anything but their pairing: few, so that they are kept in memory. */
async function lostRows(dataset: EarlierDataset): Promise<Map<string, DropReason>> {
  const lost = new Map<string, DropReason>();
  for await (const { row } of earlierRows(dataset, 'dropped')) {
    const { row_id: rowId, reason, detail } = droppedRowSchema.parse(row);
    if (!reason.startsWith('Pair.')) lost.set(rowId, dropReason(reason, detail));
  }
  return lost;
}

function judgedRow(row: unknown): JudgedRow {
  const read = readConversationRow(row, {}, { ratings: 'keep' });
  if ('problem' in read) throw new Problem(`A row of "candidates" cannot be read: ${read.problem}.`);
  const { candidates, source = '', messages, tools } = read;
  const { calls, judge_losses: losses, system_prompts, temperatures } = besideAnswersSchema.parse(row);
  return {
    conversation: { rowId: candidates?.rowId ?? '', source, messages, ...(tools ? { tools } : {}) },
    prompt: messages,
    candidates: candidates?.given.candidates ?? [],
    drawn: { ...(system_prompts ? { system_prompts } : {}), ...(temperatures ? { temperatures } : {}) },
    judgements: candidates?.given.judgements ?? [],
    calls,
    judgeLosses: (losses ?? []).map((loss) => dropReason(...splitLoss(loss))),
  };
}

function splitLoss(published: string): [string, string] {
  const [reason = '', ...detail] = published.split(': ');
  return [reason, detail.join(': ')];
}

function dropReason(reason: string, detail: string): DropReason {
  const known = lossReasons.find((each) => each === reason);
  return known ? { reason: known, detail } : { reason: 'Dataset.RowInvalid', detail: `${reason}: ${detail}` };
}
