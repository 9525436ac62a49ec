import type { PublishedRow } from '../../dataset/published-rows.ts';
import { excerpt } from '../say.ts';
import { droppedReasonSchema, type AuditedRow } from './audited-row.schema.ts';

/** The pair of a row, or why it has none. */
export function outcomeOf(
  { chosen_index, rejected_index, ...row }: AuditedRow,
  dropped: PublishedRow | undefined,
): string {
  const named = (place: number) => `${row.generation_models[place]} (${row.ratings[place] ?? 'not rated'})`;
  if (chosen_index !== null && rejected_index !== null) {
    return `chosen ${named(chosen_index)}, rejected ${named(rejected_index)}`;
  }
  if (!dropped) return 'no pair by ratings';
  const { reason, detail } = droppedReasonSchema.parse(dropped.row);
  return `no pair: ${reason}, ${excerpt(detail, 200)}`;
}
