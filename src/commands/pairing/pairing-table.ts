import { count } from '../watch/amounts.ts';
import { alignColumns } from '../watch/table.ts';
import type { PairingNumbers } from './pairing-numbers.ts';

const header = [
  'policy',
  'pairs',
  'rows without',
  'margin',
  'chosen',
  'rejected',
  'longer chosen',
  'contrast',
  'agreement',
];

/** Policies side by side, a line each; lengths are in characters. */
export function pairingTable(policies: readonly { name: string; numbers: PairingNumbers }[]): string[] {
  const lines = policies.map(({ name, numbers }) => [
    name,
    count(numbers.pairs),
    count(numbers.rowsWithoutPair),
    written(numbers.margin, (margin) => margin.toFixed(2)),
    written(numbers.chosenCharacters, count),
    written(numbers.rejectedCharacters, count),
    written(numbers.longerChosen, share),
    written(numbers.contrast, share),
    written(numbers.agreement, share),
  ]);
  return alignColumns([header, ...lines], new Set(header.map((_, column) => column).slice(1)));
}

function written(value: number | null, write: (value: number) => string): string {
  return value === null ? '-' : write(value);
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
