import type { Line } from './jsonl-lines.ts';

export type ParsedLine = { json: unknown } | { problem: string };

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads one line of a JSONL file; a byte order mark before the first is passed over. */
export function parseJsonLine(bytes: NonNullable<Line['bytes']>): ParsedLine {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { problem: 'is not UTF-8' };
  }
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `is not JSON (${withoutControlCharacters((error as SyntaxError).message)})` };
  }
}

/** The parser quotes the line; what a terminal would obey in it is taken out. */
function withoutControlCharacters(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
