import { limits } from '../contract/limits.ts';
import { jsonBytes } from '../contract/text-size.ts';
import type { CandidatesColumns, KeptRow } from '../preference/keep-columns.ts';
import { cutText } from '../preference/thoughts/cut-thought.ts';

type Said = (string | null)[];

/**
 * A row that one `writeShard` call can carry. Messages and candidates are bounded before; what a jury says of them is not,
 * and dozens of long rationales, each of which stands in its judgement and among the row's, are cut to what is left.
 */
export function keptRowThatFits(row: KeptRow): KeptRow {
  const { columns } = row;
  if (!columns || jsonBytes(row) <= limits.keptRowBytes) return row;
  const withoutRationales = { ...row, columns: withEachRationale(columns, () => '') };
  const room = limits.keptRowBytes - jsonBytes(withoutRationales);
  const each = Math.floor(room / rationalesOf(columns).length);
  const cut = (rationale: string) => cutText(rationale, each, jsonBytes, 'this rationale');
  return { ...row, columns: withEachRationale(columns, cut) };
}

function rationalesOf({ rationales, judgements }: CandidatesColumns): Said {
  return [
    ...rationales,
    ...judgements.flatMap((judgement) => [...judgement.rationales, ...(judgement.typeRationales ?? [])]),
  ];
}

function withEachRationale(columns: CandidatesColumns, change: (text: string) => string): CandidatesColumns {
  const changed = (said: Said): Said => said.map((text) => text && change(text));
  return {
    ...columns,
    rationales: changed(columns.rationales),
    judgements: columns.judgements.map((judgement) => ({
      ...judgement,
      rationales: changed(judgement.rationales),
      typeRationales: judgement.typeRationales && changed(judgement.typeRationales),
    })),
  };
}
