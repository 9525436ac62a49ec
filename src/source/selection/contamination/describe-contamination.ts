import type { Contamination } from './benchmark-index.ts';

const mostCharacters = 120;

/** `96 % of row 17 (question) of "gsm8k.jsonl" stands in it: "Janet's ducks lay 16 eggs …"`. */
export function describeContamination(
  text: string,
  { text: { set, row, column }, share, span: { start, end } }: Contamination,
): string {
  const quoted = Array.from(text.slice(start, end).replace(/\s+/g, ' '));
  const shown = quoted.slice(0, mostCharacters).join('');
  const rest = quoted.length > mostCharacters ? ' …' : '';
  return (
    `${Math.round(share * 100)} % of row ${row} (${column}) of "${set}" stands in it, at characters ${start} to ${end}: ` +
    `"${shown}${rest}"`
  );
}
