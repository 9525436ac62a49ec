import { markup, type Piece, type Markup } from '../markup.ts';

export interface ChartWords {
  /** Unlike any other on the page. */
  id: string;
  title: string;
  /** The same in words, for who can't see it. */
  description: string;
}

export interface ChartSize {
  width: number;
  height: number;
}

/** Units of a chart that takes a column of the page: a phone shows them at about one pixel each, a desk at `scale`. */
export const chartWidth = 380;
const scale = 1.2;

/** The SVG around a chart's marks. */
export function chartFrame(
  { id, title, description }: ChartWords,
  { width, height }: ChartSize,
  marks: Piece,
): Markup {
  return markup`<svg class="chart" viewBox="0 0 ${width} ${height}" style="max-width:${length(width * scale)}px" role="img" aria-labelledby="${id}-title ${id}-description" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${marks}</svg>`;
}

/** A length in an SVG: two decimals, so that bytes don't depend on the last bit of a division. */
export function length(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A label short enough for its place; the whole of it stands in the table beside the chart. */
export function shortLabel(label: string, most: number): string {
  const characters = Array.from(label);
  return characters.length <= most ? label : `${characters.slice(0, most - 1).join('')}…`;
}

/** Where a value of a domain lies within a range of pixels. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const span = to - from;
  return (value) => length(span === 0 ? start : start + ((value - from) / span) * (end - start));
}
