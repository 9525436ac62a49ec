import { markup, type Markup } from '../markup.ts';
import { chartFrame, length, linear, type ChartWords } from './chart-frame.ts';

export interface Column {
  /** Under the axis; empty for a column between two labelled ones. */
  label: string;
  value: number;
  /** Above the column. */
  shown: string;
}

export interface ColumnChart extends ChartWords {
  columns: readonly Column[];
  /** What the tallest possible column stands for, so that charts beside each other compare. */
  highest: number;
  axis: string;
  width?: number;
}

const height = 150;
const plot = { left: 4, top: 20, bottom: 112 };

/** A histogram: upright columns over named bins. */
export function columnChart({ columns, highest, axis, width = 240, ...words }: ColumnChart): Markup {
  const right = width - plot.left;
  const step = (right - plot.left) / Math.max(columns.length, 1);
  const heightOf = linear([0, highest], [0, plot.bottom - plot.top]);
  const marks = columns.map(({ label, value, shown }, place) => {
    const middle = length(plot.left + (place + 0.5) * step);
    const top = length(plot.bottom - heightOf(value));
    return markup`<rect class="mark" x="${length(middle - step * 0.4)}" y="${top}" width="${length(step * 0.8)}" height="${heightOf(value)}"/><text class="small" x="${middle}" y="${length(top - 5)}" text-anchor="middle">${value > 0 ? shown : ''}</text><text class="small" x="${middle}" y="${plot.bottom + 15}" text-anchor="middle">${label}</text>`;
  });
  return chartFrame(
    words,
    { width, height },
    markup`${marks}<line class="axis" x1="${plot.left}" x2="${right}" y1="${plot.bottom}" y2="${plot.bottom}"/><text class="small quiet" x="${width / 2}" y="${plot.bottom + 32}" text-anchor="middle">${axis}</text>`,
  );
}
