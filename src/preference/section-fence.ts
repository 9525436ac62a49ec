import { seededRandom } from './seeded-random.ts';

const shortestFence = 6;

/**
 * A mark for the tags around texts that none of the texts holds, so that no text can close its own section or open
 * another. It follows from the texts alone: the same question is asked in the same words on every attempt. Digits are
 * added until the mark occurs in no text, so a text written to hold it only makes it longer.
 */
export function sectionFence(texts: readonly string[]): string {
  const random = seededRandom('section-fence', ...texts);
  const written = texts.map((text) => text.toLowerCase());
  let fence = '';
  do fence += hexadecimalDigit(random());
  while (fence.length < shortestFence || written.some((text) => text.includes(fence)));
  return fence;
}

function hexadecimalDigit(share: number): string {
  return Math.floor(share * 16).toString(16);
}
