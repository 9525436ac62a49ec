/** The columns of a row that say where its pairs are. */
interface PairColumns {
  signal?: string;
  chosen_index: number | null;
  rejected_index: number | null;
  further_pairs?: readonly { chosen: number; rejected: number }[] | undefined;
  delta_chosen_index?: number | null | undefined;
  delta_rejected_index?: number | null | undefined;
}

export interface SignalledPair {
  signal: 'judged' | 'delta';
  chosen_index: number;
  rejected_index: number;
}

/** Where the pairs of a row are among its candidates: none, one or several judged ones, and a delta pair after them. */
export function pairPlaces(columns: PairColumns): SignalledPair[] {
  const signal = columns.signal === 'delta' ? 'delta' : 'judged';
  return [
    ...pairAt(signal, columns.chosen_index, columns.rejected_index),
    ...(columns.further_pairs ?? []).flatMap(({ chosen, rejected }) => pairAt(signal, chosen, rejected)),
    ...pairAt('delta', columns.delta_chosen_index, columns.delta_rejected_index),
  ];
}

function pairAt(
  signal: SignalledPair['signal'],
  chosen_index: number | null | undefined,
  rejected_index: number | null | undefined,
): SignalledPair[] {
  return chosen_index == null || rejected_index == null ? [] : [{ signal, chosen_index, rejected_index }];
}
