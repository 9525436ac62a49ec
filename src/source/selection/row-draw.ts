import { seededRandom } from '../../preference/seeded-random.ts';
import type { RowDraw } from '../../contract/run.ts';

/**
 * Whether a row is drawn, where `wanted` rows are still to be drawn from `among`: selection sampling (Knuth, The Art of
 * Computer Programming 3.4.2, algorithm S), which takes exactly as many as wanted, each with the same chance, in one
 * pass and in order. The chance comes from the seed and the row, so that a draw can be taken up anywhere.
 */
export function isDrawn({ wanted, among }: RowDraw, seed: number, row: number): boolean {
  return seededRandom(seed, 'sample', row)() * among < wanted;
}

export function afterDraw({ wanted, among }: RowDraw, drawn: boolean): RowDraw {
  return { wanted: drawn ? wanted - 1 : wanted, among: among - 1 };
}
