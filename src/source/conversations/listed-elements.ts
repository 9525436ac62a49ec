import { isFields, looksLikeJson, parsedJson } from './json-values.ts';

/**
 * The elements of a conversation's column: a list, JSON text of one, or an object of lists of one length, as `datasets`
 * once stored lists of objects. Undefined for a value that holds no list.
 */
export function listedElements(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value === 'string') {
    return looksLikeJson(value) ? listedElements(parsedJson(value)) : transcriptElements(value);
  }
  if (!isFields(value)) return undefined;
  const columns = Object.entries(value).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const [first] = columns;
  if (!first) return undefined;
  if (columns.length === 1 && ['messages', 'conversation', 'conversations'].includes(first[0]))
    return first[1];
  if (columns.length < 2 || columns.some(([, column]) => column.length !== first[1].length)) return undefined;
  return first[1].map((_, at) => Object.fromEntries(columns.map(([key, column]) => [key, column[at]])));
}

const speakerLine = /(?:^|\n\n)(Human|Assistant): ?/;

/** The one text of Anthropic's first preference sets: `\n\nHuman: …\n\nAssistant: …`. */
function transcriptElements(text: string): unknown[] | undefined {
  const [before = '', ...pieces] = text.split(speakerLine);
  if (before.trim() !== '' || pieces.length < 2) return undefined;
  return Array.from({ length: pieces.length / 2 }, (_, at) => ({
    role: pieces[2 * at],
    content: pieces[2 * at + 1]?.trim(),
  }));
}
