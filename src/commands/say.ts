import { stripVTControlCharacters } from 'node:util';

/** Where a command tells its user what it does: lines to standard output. */
export type Say = (line: string) => void;

export const sayToTerminal: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Text from models and servers without what a terminal would obey: escapes and control characters. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** The first so many characters, in one line. */
export function excerpt(text: string, characters: number): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim();
  const shown = Array.from(line);
  return shown.length > characters ? `${shown.slice(0, characters - 1).join('')}…` : line;
}
