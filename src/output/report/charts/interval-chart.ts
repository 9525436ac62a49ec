import { markup, type Markup } from '../markup.ts';
import { chartFrame, chartWidth, length, linear, type ChartWords } from './chart-frame.ts';

export interface IntervalPoint {
  label: string;
  value: number;
  shown: string;
  interval: readonly [low: number, high: number] | null;
}

export interface IntervalChart extends ChartWords {
  points: readonly IntervalPoint[];
}

const size = { width: chartWidth, height: 220 };
const plot = { left: 32, right: chartWidth - 4, top: 16, bottom: 188 };
/** Narrower than this, values stand in the table only. */
const widthOfValue = 46;

/** Points with the interval each is known to, on an axis as wide as what they span, rounded out to halves. */
export function intervalChart({ points, ...words }: IntervalChart): Markup {
  const bounds = points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]);
  const low = Math.floor(Math.min(...bounds) * 2) / 2;
  const high = Math.max(low + 0.5, Math.ceil(Math.max(...bounds) * 2) / 2);
  const heightOf = linear([low, high], [plot.bottom, plot.top]);
  const step = (plot.right - plot.left) / Math.max(points.length, 1);
  const ticks = Array.from({ length: Math.round((high - low) * 2) + 1 }, (_, tick) => low + tick / 2).map(
    (tick) =>
      markup`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${heightOf(tick)}" y2="${heightOf(tick)}"/><text class="small quiet" x="${plot.left - 6}" y="${length(heightOf(tick) + 4)}" text-anchor="end">${tick.toFixed(1)}</text>`,
  );
  const marks = points.map(({ label, value, shown, interval }, place) => {
    const x = length(plot.left + (place + 0.5) * step);
    const y = heightOf(value);
    const whisker =
      interval &&
      markup`<line class="whisker" x1="${x}" x2="${x}" y1="${heightOf(interval[0])}" y2="${heightOf(interval[1])}"/>`;
    return markup`${whisker}<circle class="mark" cx="${x}" cy="${y}" r="5"/><text class="small" x="${length(x + 10)}" y="${length(y + 4)}">${step < widthOfValue ? '' : shown}</text><text class="small" x="${x}" y="${plot.bottom + 20}" text-anchor="middle">${label}</text>`;
  });
  return chartFrame(words, size, markup`${ticks}${marks}`);
}
