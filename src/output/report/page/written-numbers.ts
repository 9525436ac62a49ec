import { writtenUsd } from '../../../contract/cost.ts';

/** Numbers as the report writes them: one language, whatever machine writes it, so that bytes repeat. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const unknown = '–';

export function count(value: number | null): string {
  return value === null ? unknown : whole.format(value);
}

export function decimal(value: number | null): string {
  return value === null ? unknown : twoDecimals.format(value).replace('-', '−');
}

export function signed(value: number | null): string {
  return value !== null && value > 0 ? `+${decimal(value)}` : decimal(value);
}

/** With a decimal only where a whole percentage would say nothing. */
export function percent(share: number | null): string {
  if (share === null) return unknown;
  const value = share * 100;
  const rounded =
    value > 0 && value < 1 ? value.toFixed(1) : value > 99 && value < 100 ? floored(value) : value.toFixed(0);
  return `${rounded}\u00a0%`;
}

export function shareOf(part: number, total: number): string {
  return percent(total > 0 ? part / total : null);
}

export function usd(value: number | null): string {
  return value === null ? unknown : writtenUsd(value);
}

export function interval(bounds: readonly [number, number] | null): string {
  return bounds ? `${signed(bounds[0])} to ${signed(bounds[1])}` : unknown;
}

/** A rating or a margin: whole numbers stay whole. */
export function rating(value: number | null): string {
  if (value === null) return unknown;
  return Number.isInteger(value) ? String(value) : decimal(value);
}

export function plural(value: number, one: string, several = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : several}`;
}

function floored(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
}
