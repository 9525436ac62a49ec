import { markup, type Markup } from '../markup.ts';
import { chartFrame, chartWidth, length, type ChartWords } from './chart-frame.ts';

export interface Share {
  label: string;
  value: number;
  shown: string;
  tone: 'chosen' | 'rejected' | 'neutral' | 'faint';
}

export interface ShareBar extends ChartWords {
  shares: readonly Share[];
  /** Whether one half is worth a mark. */
  halfMarked?: boolean;
}

const size = { legendRow: 20, barTop: 10, barHeight: 24 };

/** Parts of a whole as one bar, and a legend that names each part. */
export function shareBar({ shares, halfMarked = false, ...words }: ShareBar): Markup {
  const total = Math.max(
    shares.reduce((sum, { value }) => sum + value, 0),
    1,
  );
  const legendTop = size.barTop + size.barHeight + 26;
  let from = 0;
  const marks = shares.map(({ label, value, shown, tone }, place) => {
    const width = (value / total) * chartWidth;
    const y = legendTop + place * size.legendRow;
    const part = markup`<rect class="${tone}" x="${length(from)}" y="${size.barTop}" width="${length(width)}" height="${size.barHeight}"/><rect class="${tone}" x="0" y="${y - 9}" width="10" height="10"/><text class="small" x="18" y="${y}">${label}: ${shown}</text>`;
    from += width;
    return part;
  });
  const middle = chartWidth / 2;
  return chartFrame(
    words,
    { width: chartWidth, height: legendTop + (shares.length - 1) * size.legendRow + 8 },
    [
      marks,
      halfMarked
        ? markup`<line class="half" x1="${middle}" x2="${middle}" y1="${size.barTop - 6}" y2="${size.barTop + size.barHeight + 6}"/>`
        : null,
    ],
  );
}
