import { markup, type Markup } from '../markup.ts';
import { chartFrame, chartWidth, length, linear, shortLabel, type ChartWords } from './chart-frame.ts';

export interface OpposedBar {
  label: string;
  left: number;
  right: number;
}

export interface OpposedBars extends ChartWords {
  left: string;
  right: string;
  bars: readonly OpposedBar[];
}

const size = { rowHeight: 46, head: 26 };
const middle = chartWidth / 2;

/** Two counts of one thing, back to back from a middle line: rejected to the left, chosen to the right. */
export function opposedBars({ left, right, bars, ...words }: OpposedBars): Markup {
  const highest = Math.max(1, ...bars.flatMap((bar) => [bar.left, bar.right]));
  const lengthOf = linear([0, highest], [0, middle - 40]);
  const bottom = size.head + bars.length * size.rowHeight;
  const marks = bars.map((bar, row) => {
    const top = size.head + row * size.rowHeight;
    const [leftLength, rightLength] = [lengthOf(bar.left), lengthOf(bar.right)];
    return markup`<text x="0" y="${top + 12}">${shortLabel(bar.label, 52)}</text><rect class="rejected" x="${length(middle - leftLength)}" y="${top + 18}" width="${leftLength}" height="13"/><rect class="chosen" x="${middle}" y="${top + 18}" width="${rightLength}" height="13"/><text class="small" x="${length(middle - leftLength - 6)}" y="${top + 29}" text-anchor="end">${bar.left}</text><text class="small" x="${length(middle + rightLength + 6)}" y="${top + 29}">${bar.right}</text>`;
  });
  return chartFrame(
    words,
    { width: chartWidth, height: bottom },
    markup`<text class="small quiet" x="${middle - 8}" y="12" text-anchor="end">← ${left}</text><text class="small quiet" x="${middle + 8}" y="12">${right} →</text>${marks}<line class="axis" x1="${middle}" x2="${middle}" y1="${size.head - 6}" y2="${bottom}"/>`,
  );
}
