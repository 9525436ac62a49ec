import { markup, type Markup } from '../markup.ts';
import { chartFrame, chartWidth, length, shortLabel, type ChartWords } from './chart-frame.ts';

export interface HeatMap extends ChartWords {
  labels: readonly string[];
  /** Row by row: a share from 0 to 1, or null for nothing to show. */
  cells: readonly (readonly (number | null)[])[];
}

const most = { cell: 56, labelCharacters: 21 };
/** Narrower than this, numbers stand in the table only. */
const widthOfNumber = 22;
const labelWidth = 156;
const head = 24;
const rowHeight = 40;

/** A square of shares, one half without colour; rows by name, columns by the letters that stand before the names. */
export function heatMap({ labels, cells, ...words }: HeatMap): Markup {
  const cell = Math.min(most.cell, (chartWidth - labelWidth) / Math.max(labels.length, 1));
  const columns = labels.map(
    (_, column) =>
      markup`<text class="small quiet" x="${length(labelWidth + (column + 0.5) * cell)}" y="14" text-anchor="middle">${letter(column)}</text>`,
  );
  const rows = labels.map((label, row) => {
    const top = head + row * rowHeight;
    const shares = labels.map((_, column) => {
      const share = cells[row]?.[column] ?? null;
      const x = length(labelWidth + column * cell);
      if (share === null) {
        return markup`<rect class="empty" x="${x}" y="${top}" width="${length(cell - 2)}" height="${rowHeight - 2}"/>`;
      }
      const strength = length(Math.abs(share - 0.5) * 1.1);
      return markup`<rect class="${share < 0.5 ? 'rejected' : 'chosen'}" fill-opacity="${strength}" x="${x}" y="${top}" width="${length(cell - 2)}" height="${rowHeight - 2}"/><text class="small" x="${length(x + cell / 2 - 1)}" y="${top + 24}" text-anchor="middle">${cell < widthOfNumber ? '' : Math.round(share * 100)}</text>`;
    });
    return markup`<text class="small" x="0" y="${top + 24}"><tspan class="quiet">${letter(row)}</tspan> ${shortLabel(label, most.labelCharacters)}</text>${shares}`;
  });
  const width = Math.ceil(labelWidth + cell * labels.length);
  return chartFrame(words, { width, height: head + labels.length * rowHeight }, markup`${columns}${rows}`);
}

function letter(place: number): string {
  return String.fromCharCode(65 + (place % 26));
}
