import { draw } from '../scripted-provider/draw.ts';

/** The candidates of every row: three that are generated, and the original. */
export const candidateNames = ['notus', 'beagle', 'hermes', 'original'] as const;

/** How far the candidates of one row differ in truth, in rating points (standard deviation). */
const spread = 1;

/** What a text is truly worth, on the scale of the ratings; no two of a row are equal. */
export function qualityOf(row: number, candidate: string): number {
  return 3 + spread * normal('quality', row, candidate);
}

/** A text that carries its quality, so that a scripted judge can see what a judge of texts would have to find out. */
export function textOf(row: number, candidate: string): string {
  return `${candidate} answers question ${row}, and the answer is worth ${qualityOf(row, candidate).toFixed(6)}.`;
}

/** The qualities of all texts that stand in a prompt, in their order. */
export function qualitiesIn(prompt: string): number[] {
  return [...prompt.matchAll(/the answer is worth (-?\d+\.\d+)\./g)].map(([, quality]) => Number(quality));
}

/** Drawn from the standard normal distribution (Box and Muller, 1958) by the keys alone. */
export function normal(...keys: unknown[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw('radius', ...keys)));
  return radius * Math.cos(2 * Math.PI * draw('angle', ...keys));
}
