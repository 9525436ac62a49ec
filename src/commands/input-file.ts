import { readFile } from 'node:fs/promises';
import { Problem } from './problem.ts';

/** The JSON of a run's input file, as it stands; what it means is checked by the run itself. */
export async function readInputFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new Problem(`The input file "${path}" could not be read: ${(error as Error).message}`);
  }
  try {
    // Some editors put a byte order mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new Problem(`The input file "${path}" is not JSON: ${(error as Error).message}`);
  }
}
