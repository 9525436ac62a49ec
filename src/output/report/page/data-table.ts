import { markup, type Markup, type Piece } from '../markup.ts';

export interface DataTable {
  caption: string;
  /** The first column names the row; the others hold numbers. */
  columns: readonly string[];
  rows: readonly (readonly Piece[])[];
}

/** The numbers of a chart, for reading, copying and for whoever doesn't see the chart. */
export function dataTable({ caption, columns, rows }: DataTable): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead><tbody>
${rows.map(([name, ...numbers]) => markup`<tr><th scope="row">${name}</th>${numbers.map((value) => markup`<td>${value}</td>`)}</tr>\n`)}</tbody></table></div>`;
}
