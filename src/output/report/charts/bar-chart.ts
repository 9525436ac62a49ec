import { markup, type Markup } from '../markup.ts';
import { chartFrame, chartWidth, length, linear, shortLabel, type ChartWords } from './chart-frame.ts';

export interface Bar {
  label: string;
  value: number;
  shown: string;
}

export interface BarChart extends ChartWords {
  bars: readonly Bar[];
  /** What a bar as wide as the chart stands for. */
  highest: number;
}

const rowHeight = 44;

/** Lying bars, each under its label. */
export function barChart({ bars, highest, ...words }: BarChart): Markup {
  const lengthOf = linear([0, highest], [0, chartWidth - 110]);
  const marks = bars.map(({ label, value, shown }, row) => {
    const top = row * rowHeight;
    const end = lengthOf(value);
    return markup`<text x="0" y="${top + 13}">${shortLabel(label, 52)}</text><rect class="mark" x="0" y="${top + 19}" width="${end}" height="12"/><text class="small" x="${length(end + 6)}" y="${top + 29}">${shown}</text>`;
  });
  return chartFrame(words, { width: chartWidth, height: bars.length * rowHeight }, marks);
}
